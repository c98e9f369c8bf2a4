using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>The secrets as they are now: asked for once, and again when their file, or the stamp of a store without one, changes.</summary>
internal sealed class LiveSecrets(DataHome home, WatchedFolder folder, ISecretStore secrets, IFileOperations files, IReadOnlyDictionary<string, string>? handed = null)
{
    private readonly Lock _lock = new();
    private readonly WatchedFile _values = new(folder, home.SecretFile);
    private readonly WatchedFile _state = new(folder, home.SecretStoreFile);
    private readonly SecretStamp _stamp = new(home, files);
    private readonly Dictionary<string, string?> _known = new(StringComparer.Ordinal);
    private (FileStamp Values, FileStamp State) _seen;
    private string? _seenStamp;
    private byte[]? _token;

    /// <summary>Takes what is known of the secrets, old ones included, out of texts.</summary>
    public Redaction Redaction { get; private set; } = Redaction.None;

    /// <summary>A provider's key: from the store, from this process's environment, or as the process that started this one read it from a vault.</summary>
    public string? ProviderKey(Provider provider)
    {
        switch (provider.KeySource.Kind)
        {
            case KeySourceKind.Environment:
                return Known(Environment.GetEnvironmentVariable(provider.KeySource.Variable!)?.Trim());
            case KeySourceKind.Vault:
                return Known(handed?.GetValueOrDefault(HandedKeys.NameOf(provider.KeySource)));
            default:
                lock (_lock)
                {
                    Refresh();
                    return Get(SecretNames.ProviderKey(provider));
                }
        }
    }

    /// <summary>Makes the local token where there is none yet.</summary>
    public void EnsureToken()
    {
        GatewayToken.GetOrCreate(secrets);
        IsToken("-");
    }

    /// <summary>Whether this is the local token, in a time that tells nothing of it but its length, which is no secret.</summary>
    public bool IsToken(string? shown)
    {
        if (string.IsNullOrEmpty(shown))
            return false;
        byte[] expected;
        lock (_lock)
        {
            Refresh();
            expected = _token ??= Encoding.UTF8.GetBytes(Get(SecretNames.GatewayToken) ?? "");
        }

        return expected.Length > 0 && Encoding.UTF8.GetByteCount(shown) == expected.Length && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), expected);
    }

    private string? Known(string? value)
    {
        lock (_lock)
        {
            if (!string.IsNullOrEmpty(value))
                Redaction = Redaction.With(value);
        }

        return value;
    }

    private string? Get(string name)
    {
        if (_known.TryGetValue(name, out var value))
            return value;
        _known[name] = value = secrets.Get(name);
        if (value is not null)
            Redaction = Redaction.With(value);
        return value;
    }

    // Stamped before they are read: a change in between is read again next time.
    private void Refresh()
    {
        var now = (_values.Stamp, State: _state.Stamp);
        if (now == _seen && !now.State.IsRecent)
            return;
        var stamp = _stamp.Read();
        if (now == _seen && stamp == _seenStamp)
            return;
        (_seen, _seenStamp) = (now, stamp);
        _known.Clear();
        _token = null;
    }
}
