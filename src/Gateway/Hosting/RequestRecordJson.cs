using System;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Hosting;

internal static class RequestRecordJson
{
    public static void Write(Utf8JsonWriter json, RequestRecord record)
    {
        json.WriteString("time"u8, record.Time);
        json.WriteString("method"u8, record.Method);
        json.WriteString("path"u8, record.Path);
        json.WriteNumber("status"u8, record.Status);
        json.WriteString("requestedModel"u8, record.RequestedModel);
        json.WriteString("model"u8, record.Model);
        json.WriteString("provider"u8, record.Provider);
        json.WriteBoolean("stream"u8, record.Stream);
        json.WriteNumber("inputTokens"u8, record.Usage.Input);
        json.WriteNumber("outputTokens"u8, record.Usage.Output);
        json.WriteNumber("cacheReadTokens"u8, record.Usage.CacheRead);
        json.WriteNumber("cacheCreationTokens"u8, record.Usage.CacheCreation);
        json.WriteBoolean("usageIsEstimate"u8, record.Usage.IsEstimate);
        json.WriteNumber("durationMs"u8, Math.Round(record.Duration.TotalMilliseconds, 1));
        if (record.FirstByte is { } first)
            json.WriteNumber("firstByteMs"u8, Math.Round(first.TotalMilliseconds, 1));
        else
            json.WriteNull("firstByteMs"u8);
        json.WriteString("error"u8, record.Error);
    }
}
