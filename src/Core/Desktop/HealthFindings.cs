using System.Collections.Generic;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Desktop;

/// <summary>What each finding says, in sentences that a help desk can act on.</summary>
internal static class HealthFindings
{
    private const string WriteAnew = "Write the profile anew: Enable-CDProvider with the provider's name. Then quit Claude Desktop fully and start it again.";

    public static HealthFinding Healthy(Provider? provider) => new()
    {
        Code = HealthCode.Healthy,
        Severity = HealthSeverity.Ok,
        Message = provider is null ? "Claude Desktop is in official mode, and nothing of this module is left in its files." : $"Claude Desktop's files are as '{provider.Name}' needs them.",
    };

    public static HealthFinding PlatformUnsupported() => Problem(
        HealthCode.PlatformUnsupported, "Claude Desktop does not exist for this operating system.", "Run the command on Windows, macOS or Linux.", null, repairable: false);

    public static HealthFinding SwitchInterrupted(PendingSwitch pending, string path) => Problem(
        HealthCode.SwitchInterrupted,
        $"A switch to {(pending.ProviderId is { } id ? $"'{id}'" : "official mode")} was cut short at {pending.StartedAt:u}.",
        "Run Enable-CDProvider or Restore-CDOfficial: either finishes what was begun.",
        path);

    public static HealthFinding Unreadable(ClaudeDesktopException cause) => Problem(
        HealthCode.ProfileUnreadable, cause.Message, cause.RecommendedAction, cause.Target as string, repairable: false);

    public static HealthFinding LeftOver(string path) => Problem(
        HealthCode.ProfileDrift, "No provider is active, but our profile is still in the config library.", "Run Restore-CDOfficial.", path, HealthSeverity.Warning);

    public static HealthFinding RouteMissing(Provider provider) => Problem(
        HealthCode.RouteMissing,
        $"'{provider.Name}' has no route, so Claude Desktop has no model to offer.",
        $"Give it one: Set-CDProvider {provider.Id} -Route (New-CDModelRoute -Role Sonnet -Model MODEL).",
        null,
        repairable: false);

    public static HealthFinding KeyMissing(Provider provider) => Problem(
        HealthCode.ProviderKeyMissing,
        $"'{provider.Name}' has no key.",
        $"Give it one: Set-CDProvider {provider.Id} -ApiKey (Read-Host -AsSecureString).",
        null,
        repairable: false);

    public static HealthFinding OfficialMode(string path) => Problem(
        HealthCode.DeploymentModeOfficial, "Claude Desktop's settings choose Claude.ai (deploymentMode is 1p), so the profile is not used.", WriteAnew, path);

    public static HealthFinding NotApplied(string? applied, string path) => Problem(
        HealthCode.NotApplied,
        applied is null ? "No profile is applied in Claude Desktop's config library." : $"Another profile ('{applied}') is applied in Claude Desktop's config library.",
        WriteAnew,
        path);

    public static HealthFinding ProfileMissing(Provider provider, string path) => Problem(
        HealthCode.ProfileMissing, $"'{provider.Name}' is active, but its profile is gone.", WriteAnew, path);

    public static HealthFinding UnsafeModelName(string name, string path) => Problem(
        HealthCode.UnsafeModelName, $"The model name '{name}' makes Claude Desktop drop the whole list of models.", WriteAnew, path);

    public static HealthFinding TokenMissing(string path) => Problem(
        HealthCode.GatewayTokenMissing, "The profile holds no token for the local gateway, which will refuse Claude Desktop.", WriteAnew, path);

    public static HealthFinding TokenMismatch(string path) => Problem(
        HealthCode.GatewayTokenMismatch, "The token in the profile is not the local gateway's, which will refuse Claude Desktop.", WriteAnew, path);

    public static HealthFinding BaseUrlMismatch(string? found, string wanted, string path) => Problem(
        HealthCode.BaseUrlMismatch, $"The profile points to '{found}', but should point to '{wanted}'.", WriteAnew, path);

    public static HealthFinding Drift(IEnumerable<string> keys, string path) => Problem(
        HealthCode.ProfileDrift, $"The profile was changed by another program: {string.Join(", ", keys)}.", WriteAnew, path, HealthSeverity.Warning);

    public static HealthFinding GatewayNotRunning(int port) => Problem(
        HealthCode.GatewayNotRunning, $"No gateway answers on port {port}, so Claude Desktop will get no answer.", "Start it: Start-CDGateway.", null, repairable: false);

    public static HealthFinding PortTaken(int port) => Problem(
        HealthCode.PortTaken,
        $"Another program listens on port {port}, where Claude Desktop expects the gateway.",
        "Run Start-CDGateway, which takes a free port and writes it to the profile; or end the other program first.",
        null,
        repairable: false);

    private static HealthFinding Problem(
        HealthCode code, string message, string action, string? path, HealthSeverity severity = HealthSeverity.Error, bool repairable = true) => new()
        {
            Code = code,
            Severity = severity,
            Message = message,
            RecommendedAction = action,
            Repairable = repairable,
            Path = path,
        };

    private static HealthFinding Problem(HealthCode code, string message, string action, string? path, bool repairable) =>
        Problem(code, message, action, path, HealthSeverity.Error, repairable);
}
