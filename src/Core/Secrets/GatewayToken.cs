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
        return secrets.GetOrAdd(SecretNames.GatewayToken, Create);
    }

    internal static string Create() =>
        Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
