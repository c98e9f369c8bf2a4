using System;
using System.Runtime.CompilerServices;
using ClaudeDesktop.Gateway.Hosting;

namespace ClaudeDesktop.Gateway.Telemetry;

/// <summary>Begins to send telemetry, where the environment names a collector. Where it names none, nothing of the library is loaded.</summary>
internal static class Otlp
{
    /// <param name="variable">A variable of the environment, null where it is not set.</param>
    /// <param name="log">Is told why nothing is sent although something was named.</param>
    public static IDisposable? Start(Func<string, string?> variable, IGatewayLog log)
    {
        var settings = OtlpSettings.Read(variable);
        if (settings.Mistake is { } mistake)
            log.Log(LogLevel.Warning, mistake);
        return settings.IsOn ? Start(settings, log) : null;
    }

    // A method of its own, since one that names the library makes it load.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static OtlpExport? Start(OtlpSettings settings, IGatewayLog log)
    {
        try
        {
            return new OtlpExport(settings);
        }
        catch (Exception e)
        {
            log.Log(LogLevel.Warning, $"No telemetry is sent: {e.Message}");
            return null;
        }
    }
}
