using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>
/// Remembers which account signed which reasoning, by hashes of both, so that a conversation that goes on with another account leaves
/// behind what only the first one can read. Of what it does not remember it says nothing.
/// </summary>
internal sealed class SignatureOwners(int most = SignatureOwners.Most)
{
    private const int Most = 32 * 1024;
    private readonly Lock _lock = new();
    private Dictionary<ulong, ulong> _young = [];
    private Dictionary<ulong, ulong> _old = [];
    private ulong _first;
    private bool _hasSeveral;

    /// <summary>Names an account: its key, at its address.</summary>
    public static ulong Account(Exchange exchange) => Hash(Encoding.UTF8.GetBytes($"{exchange.Route.Provider.BaseUri!.Authority}\n{exchange.Key}"));

    /// <summary>Whether anything was signed by anybody else than this account.</summary>
    public bool HasOthers(ulong account)
    {
        lock (_lock)
            return _hasSeveral || (_first != 0 && _first != account);
    }

    /// <summary>Whether a signature, or redacted reasoning, is known to be another account's.</summary>
    public bool IsForeign(ulong mark, ulong account)
    {
        lock (_lock)
            return (_young.TryGetValue(mark, out var owner) || _old.TryGetValue(mark, out owner)) && owner != account;
    }

    /// <summary>Remembers the signatures in an answer, or in an event of one.</summary>
    public void Note(ReadOnlySpan<byte> json, ulong account)
    {
        if (json.IndexOf("\"signature\""u8) < 0 && json.IndexOf("\"redacted_thinking\""u8) < 0)
            return;
        var isRedacted = json.IndexOf("\"redacted_thinking\""u8) >= 0;
        try
        {
            var reader = new Utf8JsonReader(json, JsonOptions.Read);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                var isMark = reader.ValueTextEquals("signature"u8) || (isRedacted && reader.ValueTextEquals("data"u8));
                if (reader.Read() && isMark && reader.TokenType == JsonTokenType.String && !reader.ValueSpan.IsEmpty)
                    Add(Mark(in reader), account);
            }
        }
        catch (JsonException)
        {
            // What passes through need not be understood.
        }
    }

    /// <summary>Tells the text that the reader stands on from every other.</summary>
    public static ulong Mark(in Utf8JsonReader reader) => Hash(reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan);

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    // Two halves: what is not used again while one of them fills is forgotten with the other.
    private void Add(ulong mark, ulong account)
    {
        lock (_lock)
        {
            _hasSeveral |= _first != 0 && _first != account;
            _first = _first == 0 ? account : _first;
            _young[mark] = account;
            if (_young.Count < most)
                return;
            _old = _young;
            _young = [];
        }
    }
}
