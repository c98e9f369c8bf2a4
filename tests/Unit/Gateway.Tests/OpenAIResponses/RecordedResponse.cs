using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Tests.OpenAIResponses;

/// <summary>A recorded answer, and what its own last word says that it is.</summary>
internal sealed record RecordedResponse(string Name, byte[] Bytes, JsonElement Final)
{
    private const string Variable = "CLAUDEDESKTOP_CORPUS";

    /// <summary>Where the recordings lie beside the repository; null where they do not.</summary>
    public static string? Folder { get; } = Find();

    public static IEnumerable<RecordedResponse> All()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder!, "manifest.json")));
        foreach (var file in manifest.RootElement.GetProperty("files").EnumerateArray())
        {
            if (file.GetProperty("format").GetString() != "openai-responses")
                continue;
            var name = file.GetProperty("file").GetString()!;
            var text = File.ReadAllText(Path.Combine(Folder!, name));
            foreach (var answer in file.GetProperty("kind").GetString() == "stream" ? Streams(name, text) : Whole(name, text))
                yield return answer;
        }
    }

    public string Text => string.Concat(Parts("message").Select(part => Member(part, "text") ?? Member(part, "refusal")));

    public List<(string Name, string Input)> Calls =>
        [.. Items("function_call").Select(item => (Member(item, "name")!, Member(item, "arguments") is { Length: > 0 } input ? input : "{}"))];

    public bool IsFailure => Member(Final, "status") is "failed" or "cancelled" || Final.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object;

    private static IEnumerable<RecordedResponse> Whole(string name, string text)
    {
        using var document = JsonDocument.Parse(text);
        if (Member(document.RootElement, "object") == "response" || document.RootElement.TryGetProperty("error", out _))
            yield return new RecordedResponse(name, Encoding.UTF8.GetBytes(text), document.RootElement.Clone());
    }

    private static IEnumerable<RecordedResponse> Streams(string name, string text)
    {
        var events = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            var payload = line.StartsWith("data:", StringComparison.Ordinal) ? line[5..].Trim() : line.Trim();
            if (!payload.StartsWith('{'))
                continue;
            events.Append("data: ").Append(payload).Append("\r\n\r\n");
            using var document = Parse(payload);
            if (document is null)
                yield break;
            if (Member(document.RootElement, "type") is not ("response.completed" or "response.incomplete" or "response.failed"))
                continue;
            yield return new RecordedResponse(name, Encoding.UTF8.GetBytes(events.ToString()), document.RootElement.GetProperty("response").Clone());
            events.Clear();
        }
    }

    // One recording is not JSON.
    private static JsonDocument? Parse(string payload)
    {
        try
        {
            return JsonDocument.Parse(payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IEnumerable<JsonElement> Items(string type) =>
        Final.TryGetProperty("output", out var output) ? output.EnumerateArray().Where(item => Member(item, "type") == type) : [];

    private IEnumerable<JsonElement> Parts(string type) => Items(type).SelectMany(item => item.GetProperty("content").EnumerateArray());

    private static string? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Find()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "ClaudeDesktop.PS.sln")))
            root = root.Parent;
        var folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Path.Combine(root?.FullName ?? ".", "..", "shared", "corpus");
        return File.Exists(Path.Combine(folder, "manifest.json")) ? folder : null;
    }
}
