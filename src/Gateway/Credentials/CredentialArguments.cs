namespace ClaudeDesktop.Gateway.Credentials;

/// <summary>The command line of <c>credential</c>.</summary>
/// <param name="ProviderId">The provider whose key is wanted.</param>
/// <param name="Home">The data folder; null takes the user's.</param>
internal sealed record CredentialArguments(string ProviderId, string? Home)
{
    /// <summary>The arguments, or null where they are not understood.</summary>
    public static CredentialArguments? Parse(string[] arguments) => arguments switch
    {
        ["--provider", { Length: > 0 } id] => new CredentialArguments(id, null),
        ["--provider", { Length: > 0 } id, "--home", { Length: > 0 } home] => new CredentialArguments(id, home),
        _ => null,
    };
}
