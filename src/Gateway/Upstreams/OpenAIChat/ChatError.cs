using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>A failure in the middle of an answer: the member <c>error</c> of a chunk or of a choice.</summary>
internal static class ChatError
{
    /// <summary>Reads the value behind the name that the reader stands on; null where it is no error.</summary>
    public static AnthropicError? Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string provider)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.String))
        {
            reader.Skip();
            return null;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        using var document = JsonDocument.Parse(json[start..(int)reader.BytesConsumed].ToArray(), JsonOptions.Document);
        var (message, code) = UpstreamErrorText.Read(document.RootElement);
        var status = document.RootElement.Find("status_code") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var known) ? known : 0;
        if (status == 0 && int.TryParse(code, out var numeric))
            status = numeric;
        return UpstreamErrors.Map(status, code, $"{provider}: {message ?? "the upstream failed while it was answering."}");
    }
}
