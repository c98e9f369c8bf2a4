namespace ClaudeDesktop.Desktop;

/// <summary>Where a switch began, as far as it takes to go back there. Holds no secret.</summary>
internal sealed record SwitchOrigin(string? ProviderId, string? AppliedId, string? StandardMode, string? ThirdPartyMode);
