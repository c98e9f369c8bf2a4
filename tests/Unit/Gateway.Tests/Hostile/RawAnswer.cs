using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Tests.Hostile;

/// <summary>What came back over a connection until it was closed.</summary>
internal sealed class RawAnswer
{
    private RawAnswer(int status, ILookup<string, string> headers, string body)
    {
        Status = status;
        Headers = headers;
        Body = body;
    }

    public int Status { get; }

    public ILookup<string, string> Headers { get; }

    public string Body { get; }

    /// <summary>The type in Anthropic's envelope; null where the answer has none.</summary>
    public string? ErrorType => Error("type");

    public string? ErrorMessage => Error("message");

    /// <summary>Reads every answer that came over one connection.</summary>
    public static IReadOnlyList<RawAnswer> ReadAll(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        var answers = new List<RawAnswer>();
        while (text.StartsWith("HTTP/1.", StringComparison.Ordinal))
        {
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var lines = text[..end].Split("\r\n");
            var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToLookup(line => line[0], line => line[1], StringComparer.OrdinalIgnoreCase);
            text = text[(end + 4)..];
            var length = headers["Content-Length"].SingleOrDefault() is { } told ? int.Parse(told, CultureInfo.InvariantCulture) : text.Length;
            answers.Add(new RawAnswer(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text[..length]))));
            text = text[length..];
        }

        return answers;
    }

    private string? Error(string name) =>
        Body.StartsWith('{') && JsonDocument.Parse(Body).RootElement is var root && root.TryGetProperty("error", out var error) && root.GetProperty("type").GetString() == "error"
            ? error.GetProperty(name).GetString() : null;
}
