using System;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

internal static class StopJson
{
    /// <param name="json">Where to.</param>
    /// <param name="reason">Why the model stopped.</param>
    /// <param name="sequence">The stop sequence that it met, or what explains a refusal.</param>
    public static void Write(Utf8JsonWriter json, StopReason reason, ReadOnlySpan<byte> sequence)
    {
        json.WriteString("stop_reason"u8, StopReasons.Name(reason));
        if (reason == StopReason.StopSequence && !sequence.IsEmpty)
            json.WriteString("stop_sequence"u8, sequence);
        else
            json.WriteNull("stop_sequence"u8);
        if (reason == StopReason.Refusal && !sequence.IsEmpty)
            WriteRefusal(json, sequence);
    }

    private static void WriteRefusal(Utf8JsonWriter json, ReadOnlySpan<byte> explanation)
    {
        json.WriteStartObject("stop_details"u8);
        json.WriteString("type"u8, "refusal"u8);
        json.WriteNull("category"u8);
        json.WriteString("explanation"u8, explanation);
        json.WriteEndObject();
    }
}
