using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>One part of an answer, its members as JSON.</summary>
internal ref struct GeminiPart
{
    public ReadOnlySpan<byte> Text;
    public ReadOnlySpan<byte> Signature;
    public ReadOnlySpan<byte> Call;
    public ReadOnlySpan<byte> Code;
    public ReadOnlySpan<byte> CodeResult;
    public ReadOnlySpan<byte> Media;
    public bool IsThought;

    /// <summary>It belongs to a tool that Gemini ran itself.</summary>
    public bool IsServerTool;

    public static GeminiPart Read(ReadOnlySpan<byte> json)
    {
        var part = default(GeminiPart);
        var reader = new Utf8JsonReader(json, JsonOptions.Read);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("text"u8))
                part.Text = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("thought"u8))
                part.IsThought = JsonSlices.Next(ref reader, json).SequenceEqual("true"u8);
            else if (reader.ValueTextEquals("thoughtSignature"u8) || reader.ValueTextEquals("thought_signature"u8))
                part.Signature = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("functionCall"u8))
                part.Call = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("executableCode"u8))
                part.Code = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("codeExecutionResult"u8))
                part.CodeResult = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("inlineData"u8))
                part.Media = JsonSlices.Next(ref reader, json);
            else
                part.SkipOther(ref reader, json);
        }

        return part;
    }

    private void SkipOther(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        IsServerTool |= reader.ValueTextEquals("toolCall"u8) || reader.ValueTextEquals("toolResponse"u8);
        JsonSlices.Next(ref reader, json);
    }
}
