using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>The secrets as they are now: asked for once, and again when their file changes.</summary>
internal sealed class LiveSecrets(DataHome home, ISecretStore secrets)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string?> _known = new(StringComparer.Ordinal);
    private FileStamp _stamp;
    private byte[]? _tokenHash;

    public string? ProviderKey(string providerId)
    {
        lock (_lock)
        {
            Refresh();
            return Get(SecretNames.ProviderKey(providerId));
        }
    }

    /// <summary>Makes the local token where there is none yet.</summary>
    public void EnsureToken() => GatewayToken.GetOrCreate(secrets);

    /// <summary>Whether this is the local token, in a time that tells nothing of it.</summary>
    public bool IsToken(string? shown)
    {
        if (string.IsNullOrEmpty(shown))
            return false;
        byte[]? expected;
        lock (_lock)
        {
            Refresh();
            expected = _tokenHash ??= Get(SecretNames.GatewayToken) is { Length: > 0 } token ? SHA256.HashData(Encoding.UTF8.GetBytes(token)) : null;
        }

        return expected is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), expected);
    }

    private string? Get(string name)
    {
        if (!_known.TryGetValue(name, out var value))
            _known[name] = value = secrets.Get(name);
        return value;
    }

    private void Refresh()
    {
        var stamp = FileStamp.Of(home.SecretFile);
        if (stamp == _stamp)
            return;
        _stamp = stamp;
        _known.Clear();
        _tokenHash = null;
    }
}
