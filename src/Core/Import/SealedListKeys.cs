using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Lists;

namespace ClaudeDesktop.Import;

/// <summary>The keys that come with a list, opened or left closed.</summary>
internal sealed class SealedListKeys
{
    private readonly IReadOnlyDictionary<string, SealedKey>? _keys;

    private SealedListKeys(IReadOnlyDictionary<string, SealedKey>? keys) => _keys = keys;

    public static SealedListKeys None { get; } = new(new Dictionary<string, SealedKey>());

    /// <summary>Whether there are keys that nobody gave the passphrase for.</summary>
    public bool AreClosed => _keys is null;

    /// <exception cref="FormatException">It is nothing that this version can open.</exception>
    public static SealedListKeys Of(JsonElement closed, string? passphrase, string path) =>
        new(passphrase is null ? null : SealedKeys.Open(closed, passphrase) ?? throw ImportErrors.PassphraseWrong(path));

    public SealedKey? Find(string id) => _keys is not null && _keys.TryGetValue(id, out var key) ? key : null;
}
