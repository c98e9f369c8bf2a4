using System;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

internal static class StopJson
{
    public static void Write(Utf8JsonWriter json, StopReason reason, ReadOnlySpan<byte> sequence)
    {
        json.WriteString("stop_reason"u8, StopReasons.Name(reason));
        if (reason == StopReason.StopSequence && !sequence.IsEmpty)
            json.WriteString("stop_sequence"u8, sequence);
        else
            json.WriteNull("stop_sequence"u8);
    }
}
