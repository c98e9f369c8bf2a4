using System;
using System.Text;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>
/// A thought signature on its way through the client, which keeps it in a thinking block, together with the place where it must stand
/// when it comes back: a call's id, <see cref="OnText"/> or <see cref="OnThought"/>.
/// </summary>
internal readonly record struct GeminiSignature(string Place, string Value)
{
    public const string OnText = "";
    public const string OnThought = "*";

    /// <summary>Stands in for the signature of a call that was made elsewhere.</summary>
    public const string Skip = "skip_thought_signature_validator";

    private const byte Separator = (byte)'\n';

    public static byte[] Pack(string account, string place, ReadOnlySpan<byte> signature) =>
        Encoding.UTF8.GetBytes(ThinkingSignature.Create(GeminiFormat.Name, account, [.. Encoding.UTF8.GetBytes(place), Separator, .. signature]));

    /// <summary>Null where it is not of this account of this kind of upstream.</summary>
    public static GeminiSignature? Unpack(string account, string? packed)
    {
        var payload = ThinkingSignature.Read(packed, GeminiFormat.Name, account);
        var end = payload is null ? -1 : Array.IndexOf(payload, Separator);
        return end < 0 || end == payload!.Length - 1
            ? null
            : new GeminiSignature(Encoding.UTF8.GetString(payload, 0, end), Encoding.UTF8.GetString(payload, end + 1, payload.Length - end - 1));
    }
}
