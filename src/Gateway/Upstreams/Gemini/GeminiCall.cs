using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>A part's <c>functionCall</c>: a whole call, or one more piece of the call under way.</summary>
internal ref struct GeminiCall
{
    public ReadOnlySpan<byte> Name;
    public ReadOnlySpan<byte> Id;
    public ReadOnlySpan<byte> Args;
    public ReadOnlySpan<byte> PartialArgs;
    public bool WillContinue;

    public readonly bool IsNamed => JsonSlices.IsString(Name) && !Name.SequenceEqual("\"\""u8);

    public static GeminiCall Read(ReadOnlySpan<byte> json)
    {
        var call = default(GeminiCall);
        if (!JsonSlices.IsObject(json))
            return call;
        var reader = new Utf8JsonReader(json, JsonOptions.Read);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
                call.Name = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("id"u8))
                call.Id = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("args"u8))
                call.Args = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("partialArgs"u8))
                call.PartialArgs = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("willContinue"u8))
                call.WillContinue = JsonSlices.Next(ref reader, json).SequenceEqual("true"u8);
            else
                JsonSlices.Next(ref reader, json);
        }

        return call;
    }
}
