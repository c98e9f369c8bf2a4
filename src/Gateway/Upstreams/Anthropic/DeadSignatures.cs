using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClaudeDesktop.Gateway.Messages;
using Microsoft.AspNetCore.Http;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>
/// A conversation whose reasoning the upstream no longer accepts, as happens when it is taken up again with another account. It goes
/// on without the reasoning.
/// </summary>
internal static partial class DeadSignatures
{
    public static bool AreMeantBy(int status, ReadOnlyMemory<byte> failure) =>
        status == StatusCodes.Status400BadRequest && UpstreamErrorText.Read(failure).Message is { } message && Wording().IsMatch(message);

    /// <summary>The request without reasoning and without what depends on it; null where there is no reasoning in it.</summary>
    public static PooledBuffer? Cut(ReadOnlyMemory<byte> body)
    {
        using var document = RequestDocument.Parse(body);
        var withoutThinking = EndsInToolLoop(new MessageRequest(document.RootElement));
        using var cut = ThinkingCut.CutAll(body.Span);
        return cut is null ? null : Dependents(cut.Span, withoutThinking).Apply(cut.Span);
    }

    /// <summary>The request without the reasoning that is known to be another account's; null where there is none in it.</summary>
    public static PooledBuffer? CutForeign(ReadOnlySpan<byte> body, SignatureOwners owners, ulong account)
    {
        if (ThinkingCut.CutForeign(body, owners, account) is not { } cut)
            return null;
        using var document = RequestDocument.Parse(cut.Memory);
        var request = new MessageRequest(document.RootElement);
        if (!EndsInToolLoop(request) || LastTurnThinks(request))
            return cut;
        using (cut)
            return Dependents(cut.Span, withoutThinking: true).Apply(cut.Span);
    }

    private static bool LastTurnThinks(in MessageRequest request)
    {
        var messages = request.Messages;
        for (var i = messages.Count - 1; i >= 0; i--)
        {
            if (messages[i].Text("role") == "assistant")
                return RequestBlock.Content(messages[i], "content").FirstOrDefault().Type is "thinking" or "redacted_thinking";
        }

        return false;
    }

    // With a fixed budget, a turn whose calls are being answered must begin with its reasoning; it can only be finished without.
    private static bool EndsInToolLoop(in MessageRequest request)
    {
        if (request.Thinking != "enabled")
            return false;
        var messages = request.Messages;
        for (var i = messages.Count - 1; i >= 0; i--)
        {
            if (messages[i].Text("role") != "assistant")
                continue;
            foreach (var block in RequestBlock.Content(messages[i], "content"))
            {
                if (block.Type == "tool_use")
                    return true;
            }

            return false;
        }

        return false;
    }

    private static JsonCut Dependents(ReadOnlySpan<byte> body, bool withoutThinking)
    {
        var cut = new JsonCut();
        var members = new List<(int Start, int End, bool IsCut)>();
        var reader = new Utf8JsonReader(RequestDocument.Readable(body), JsonOptions.Read);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var isCut = (withoutThinking && reader.ValueTextEquals("thinking"u8)) || (reader.ValueTextEquals("context_management"u8) && ClearsThinking(body, reader));
            reader.Read();
            reader.Skip();
            members.Add((start, (int)reader.BytesConsumed, isCut));
        }

        cut.AddElements(members);
        return cut;
    }

    private static bool ClearsThinking(ReadOnlySpan<byte> body, Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return body[start..(int)reader.BytesConsumed].IndexOf("\"clear_thinking_"u8) >= 0;
    }

    [GeneratedRegex(@"signature\W+in\W+thinking|data\W+in\W+redacted_thinking|thinking\b.*\bcannot be modified|thinking\.signature\b|(invalid|corrupted) thought signature", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Wording();
}
