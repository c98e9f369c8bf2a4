using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Tests.Replay;

/// <summary>One recorded answer: the bytes that its vendor sent, and what the vendor's SDK reads in them.</summary>
internal sealed record Recording(string Name, byte[] Body, bool IsStream, int Status, JsonElement Says)
{
    private static readonly Lazy<Dictionary<string, JsonElement>> Manifest = new(() =>
    {
        using var stream = File.OpenRead(Path.Combine(Corpus.Folder!, "manifest.json"));
        return JsonDocument.Parse(stream).RootElement.GetProperty("files").EnumerateArray().ToDictionary(entry => entry.GetProperty("file").GetString()!);
    });

    public string ContentType => IsStream ? "text/event-stream" : "application/json";

    public static Recording Load(string name)
    {
        var says = Oracle.Read.GetProperty(name);
        var file = name.Split('#')[0];
        var isStream = says.GetProperty("stream").GetBoolean();
        var bytes = File.ReadAllBytes(Path.Combine(Corpus.Folder!, file));
        var format = says.GetProperty("format").GetString()!;
        var body = Manifest.Value[file].GetProperty("framing").GetString() switch
        {
            "one-JSON-payload-per-line" => Frame(format, Lines(bytes, says)),
            "json" when says.TryGetProperty("wasArray", out _) => Frame(format, JsonDocument.Parse(bytes).RootElement.EnumerateArray().Select(item => JsonSerializer.Serialize(item))),
            _ => bytes,
        };
        return new Recording(name, body, isStream, says.GetProperty("httpStatus").GetInt32(), says);
    }

    private static string[] Lines(byte[] bytes, JsonElement says)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n').Where(line => line.Trim().Length > 0).ToArray();
        return says.TryGetProperty("payloads", out var range) ? lines[range[0].GetInt32()..range[1].GetInt32()] : lines;
    }

    private static byte[] Frame(string format, IEnumerable<string> payloads)
    {
        var stream = new StringBuilder();
        foreach (var payload in payloads)
        {
            if (format == "openai-responses")
                stream.Append("event: ").Append(JsonDocument.Parse(payload).RootElement.GetProperty("type").GetString()).Append('\n');
            stream.Append("data: ").Append(payload).Append("\n\n");
        }

        if (format == "openai-chat")
            stream.Append("data: [DONE]\n\n");
        return Encoding.UTF8.GetBytes(stream.ToString());
    }
}
