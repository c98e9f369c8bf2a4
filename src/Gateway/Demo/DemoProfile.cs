using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.Gateway.Demo;

/// <summary>Switches a Claude Desktop of the demo's own to its provider, and shows what was written and whether it is well.</summary>
internal static class DemoProfile
{
    public static async Task SwitchAsync(ModuleContext context, string providerId, int port, TextWriter output)
    {
        var result = new ProfileSwitch(context).Enable(providerId, store => store.WithGatewayPort(port));
        await output.WriteLineAsync($"Switch:    Claude Desktop now asks '{result.Provider.Name}'; {result.Changed.Count} of its files were written").ConfigureAwait(false);
    }

    /// <summary>Prints the profile, without its token, and the findings. Throws where one is an error.</summary>
    public static async Task ShowAsync(ModuleContext context, TextWriter output)
    {
        var token = context.Secrets.Get(SecretNames.GatewayToken)!;
        var profile = await File.ReadAllTextAsync(context.Paths.Profile).ConfigureAwait(false);
        await output.WriteLineAsync("Profile:").ConfigureAwait(false);
        await output.WriteLineAsync(profile.Replace(token, "(the gateway's token)", StringComparison.Ordinal)).ConfigureAwait(false);

        var findings = new ProfileHealth(context, port => GatewayProbe.WhoListens(port, context.Home, context.Files)).Check();
        await output.WriteLineAsync("Health:").ConfigureAwait(false);
        foreach (var finding in findings)
            await output.WriteLineAsync($"  {finding.Severity,-8} {finding.Code,-20} {finding.Message}").ConfigureAwait(false);
        if (findings.FirstOrDefault(finding => finding.Severity == HealthSeverity.Error) is { } error)
            throw new DemoFailedException(error.ToString());
    }
}
