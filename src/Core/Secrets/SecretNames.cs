namespace ClaudeDesktop.Secrets;

/// <summary>The names under which secrets are kept.</summary>
public static class SecretNames
{
    /// <summary>The token that Claude Desktop shows to the local gateway.</summary>
    public const string GatewayToken = "gateway:token";

    public static string ProviderKey(string providerId) => $"provider:{providerId}";
}
