using System;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>One of <c>partialArgs</c>, its members as JSON.</summary>
internal ref struct ArgumentPiece
{
    public ReadOnlySpan<byte> Path;
    public ReadOnlySpan<byte> Text;

    /// <summary>More of the text will come.</summary>
    public bool Continues;
    private ReadOnlySpan<byte> _number;
    private ReadOnlySpan<byte> _boolean;
    private bool _isNull;

    /// <summary>A number, true, false or null, where it is one of them.</summary>
    public readonly ReadOnlySpan<byte> Literal => !_number.IsEmpty ? _number : !_boolean.IsEmpty ? _boolean : _isNull ? "null"u8 : default;

    public static ArgumentPiece Read(ReadOnlySpan<byte> json)
    {
        var piece = default(ArgumentPiece);
        var reader = new Utf8JsonReader(json, JsonOptions.Read);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("jsonPath"u8))
                piece.Path = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("stringValue"u8))
                piece.Text = JsonSlices.Next(ref reader, json);
            else if (reader.ValueTextEquals("numberValue"u8))
                piece._number = Scalar(JsonSlices.Next(ref reader, json), reader.TokenType is JsonTokenType.Number);
            else if (reader.ValueTextEquals("boolValue"u8))
                piece._boolean = Scalar(JsonSlices.Next(ref reader, json), reader.TokenType is JsonTokenType.True or JsonTokenType.False);
            else if (reader.ValueTextEquals("willContinue"u8))
                piece.Continues = JsonSlices.Next(ref reader, json).SequenceEqual("true"u8);
            else
                piece.SkipOther(ref reader, json);
        }

        return piece;
    }

    private static ReadOnlySpan<byte> Scalar(ReadOnlySpan<byte> json, bool isOne) => isOne ? json : default;

    private void SkipOther(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        _isNull |= reader.ValueTextEquals("nullValue"u8);
        JsonSlices.Next(ref reader, json);
    }
}
