using System;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Diagnostics;

/// <summary>Takes out of a text what is nobody else's business: every key that is known here, the gateway's token, and whose home folder it is.</summary>
internal sealed class DiagnosticRedaction
{
    private const string Home = "~";
    private readonly Redactor _secrets;
    private readonly string _home;

    private DiagnosticRedaction(Redactor secrets, string home) => (_secrets, _home) = (secrets, home);

    public static DiagnosticRedaction Of(ModuleContext context)
    {
        var secrets = Redactor.None.With(Known(() => context.Secrets.Get(SecretNames.GatewayToken)));
        foreach (var provider in Known(() => context.Store.Read().Providers) ?? [])
        {
            // What lies in a vault only a shell can ask for, and is written nowhere by us.
            if (provider.KeySource.Kind != KeySourceKind.Vault)
                secrets = secrets.With(Known(() => context.Keys.Find(provider)));
        }

        return new DiagnosticRedaction(secrets, context.System.HomeDirectory.TrimEnd('/', '\\'));
    }

    public string Of(string text)
    {
        text = _secrets.Of(text);
        if (_home.Length < 2)
            return text;
        return text.Replace(_home, Home, StringComparison.Ordinal).Replace(_home.Replace(@"\", @"\\", StringComparison.Ordinal), Home, StringComparison.Ordinal);
    }

    // A store that does not answer is one of the things that the archive is to tell of; it must not be what stops it.
    private static T? Known<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (ClaudeDesktopException)
        {
            return null;
        }
    }
}
