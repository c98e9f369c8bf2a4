using System;
using System.Collections.Generic;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>The signatures that a conversation carries, and where each belongs.</summary>
internal sealed class ThoughtSignatures(string account, SignatureMemory memory)
{
    private readonly Dictionary<string, string> _ofCalls = new(StringComparer.Ordinal);

    public string Account { get; } = account;

    /// <summary>Gemini has refused them: as if none had come.</summary>
    public bool AreRefused { get; set; }

    /// <summary>Takes a thinking block's signature. Returns it where it belongs to something other than a call.</summary>
    public GeminiSignature? Take(in RequestBlock thinking)
    {
        if (AreRefused || GeminiSignature.Unpack(Account, thinking.Element.Text("signature")) is not { } signature)
            return null;
        if (signature.Place is GeminiSignature.OnText or GeminiSignature.OnThought)
            return signature;
        _ofCalls[signature.Place] = signature.Value;
        return null;
    }

    public string? OfCall(string id) => AreRefused ? null : _ofCalls.GetValueOrDefault(id) ?? memory.Find(Account, id);

    public void Remember(string call, string signature) => memory.Remember(Account, call, signature);
}
