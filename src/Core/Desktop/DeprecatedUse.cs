namespace ClaudeDesktop.Desktop;

/// <summary>Something in a profile or a policy that Claude Desktop stopped reading.</summary>
/// <param name="Key">The key at the top of the profile that it is in or is.</param>
/// <param name="What">What stands there, without its value.</param>
/// <param name="Instead">What to write in its place.</param>
/// <param name="Effect">What comes of leaving it.</param>
internal sealed record DeprecatedUse(string Key, string What, string Instead, string Effect);
