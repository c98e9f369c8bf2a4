using System;
using System.Security.Cryptography;

namespace ClaudeDesktop.Secrets;

/// <summary>The secret between Claude Desktop and the local gateway: 256 random bits.</summary>
public static class GatewayToken
{
    private const string Prefix = "cd-";

    /// <summary>The token in force, made on first use.</summary>
    public static string GetOrCreate(ISecretStore secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        if (secrets.Get(SecretNames.GatewayToken) is { Length: > 0 } known)
            return known;
        var token = Create();
        secrets.Set(SecretNames.GatewayToken, token);
        return token;
    }

    internal static string Create() =>
        Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
