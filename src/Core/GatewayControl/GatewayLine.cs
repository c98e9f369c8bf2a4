using System.Text.Json;

namespace ClaudeDesktop.GatewayControl;

/// <summary>One line that a gateway writes to its standard output: one JSON object a line.</summary>
public sealed record GatewayLine
{
    /// <summary><c>ready</c>, <c>log</c>, <c>request</c>, <c>stopping</c> or <c>failed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Of a log line: <c>Information</c>, <c>Warning</c> or <c>Error</c>.</summary>
    public string? Level { get; init; }

    public string? Message { get; init; }

    /// <summary>Of a failure: <c>PortTaken</c>, <c>PortNotAllowed</c>, …</summary>
    public string? Code { get; init; }

    public int Port { get; init; }

    public int ProcessId { get; init; }

    public string? Instance { get; init; }

    public string? Version { get; init; }

    public GatewayRequest? Request { get; init; }

    /// <summary>Reads a line; whatever is not of the protocol comes back as a log line, so that nothing is swallowed.</summary>
    public static GatewayLine Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && Text(root, "type") is { } type)
                return Read(root, type);
        }
        catch (JsonException)
        {
            // Not a line of ours: shown as it is.
        }

        return new GatewayLine { Type = "log", Level = "Information", Message = line };
    }

    private static GatewayLine Read(JsonElement root, string type) => new()
    {
        Type = type,
        Level = Text(root, "level"),
        Message = Text(root, "message"),
        Code = Text(root, "code"),
        Port = (int)(Number(root, "port") ?? 0),
        ProcessId = (int)(Number(root, "pid") ?? 0),
        Instance = Text(root, "instance"),
        Version = Text(root, "version"),
        Request = type == "request" ? ReadRequest(root) : null,
    };

    private static GatewayRequest ReadRequest(JsonElement root) => new()
    {
        Time = root.TryGetProperty("time", out var time) && time.TryGetDateTimeOffset(out var moment) ? moment : default,
        Method = Text(root, "method"),
        Path = Text(root, "path"),
        StatusCode = (int)(Number(root, "status") ?? 0),
        RequestedModel = Text(root, "requestedModel"),
        Model = Text(root, "model"),
        Provider = Text(root, "provider"),
        IsStream = root.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True,
        InputTokens = (long?)Number(root, "inputTokens"),
        OutputTokens = (long?)Number(root, "outputTokens"),
        FirstByteMs = Number(root, "firstByteMs"),
        DurationMs = Number(root, "durationMs") ?? 0,
        Error = Text(root, "error"),
    };

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;

    private static double? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Number ? found.GetDouble() : null;
}
