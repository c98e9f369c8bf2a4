using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Hostile;

/// <summary>Bodies that are no request: broken, too deep, ambiguous, in another alphabet.</summary>
public sealed class BodyTests(HostileGateway gateway) : IClassFixture<HostileGateway>
{
    private const string Refused = "invalid_request_error";

    // Each character is one byte on the wire.
    private static readonly Dictionary<string, string> Broken = new()
    {
        ["nothing"] = "",
        ["blanks"] = "   \r\n",
        ["null"] = "null",
        ["an array"] = $"[{Bodies.Ask}]",
        ["a string"] = "\"x\"",
        ["a number"] = "1",
        ["cut short"] = Bodies.Ask[..^1],
        ["cut in a string"] = Bodies.Ask[..20],
        ["two objects"] = Bodies.Ask + Bodies.Ask,
        ["something behind it"] = Bodies.Ask + "x",
        ["a NUL behind it"] = Bodies.Ask + "\0",
        ["a NUL in a string"] = With("Hi", "H\0i"),
        ["a line end in a string"] = With("Hi", "H\ni"),
        ["an escape that is none"] = With("Hi", "\\x41"),
        ["half an escape"] = With("Hi", "\\u12"),
        ["a comment"] = "/* */" + Bodies.Ask,
        ["a comma too many"] = Bodies.Ask[..^1] + ",}",
        ["quotes of the other kind"] = Bodies.Ask.Replace('"', '\''),
        ["names without quotes"] = "{model:\"claude-sonnet-5\",messages:[]}",
        ["NaN"] = With("100", "NaN"),
        ["a number with a plus"] = With("100", "+100"),
        ["a number with a leading zero"] = With("100", "0100"),
        ["a number in hexadecimal digits"] = With("100", "0x64"),
        ["Infinity"] = With("100", "Infinity"),
        ["bytes that are no UTF-8"] = With("Hi", "\u00ff\u00fe"),
        ["UTF-8 that is longer than it must be"] = With("Hi", "\u00c0\u00af"),
        ["half of a UTF-8 character"] = With("Hi", "\u00e2\u0082"),
        ["a surrogate in UTF-8"] = With("Hi", "\u00ed\u00a0\u0080"),
        ["UTF-16"] = Encoding.Latin1.GetString(Encoding.Unicode.GetPreamble()) + Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(Bodies.Ask)),
        ["UTF-32"] = Encoding.Latin1.GetString(Encoding.UTF32.GetBytes(Bodies.Ask)),
        ["no model"] = "{\"messages\":[]}",
        ["a model that is no string"] = With("\"claude-sonnet-5\"", "7"),
        ["a model that is null"] = With("\"claude-sonnet-5\"", "null"),
        ["a model twice"] = Bodies.Ask[..^1] + ",\"model\":\"claude-opus-5\"}",
        ["a model twice, once escaped"] = Bodies.Ask[..^1] + ",\"m\\u006fdel\":\"claude-opus-5\"}",
        ["a stream twice"] = Bodies.Ask[..^1] + ",\"stream\":false,\"stream\":true}",
        ["arrays in arrays"] = With("\"Hi\"", Deep('[', ']', 100_000)),
        ["arrays in arrays, one too deep"] = With("\"Hi\"", Deep('[', ']', 300)),
        ["arrays that never end"] = With("\"Hi\"", new string('[', 100_000)),
        ["objects in objects"] = With("\"Hi\"", string.Concat(Enumerable.Repeat("{\"a\":", 20_000)) + "1" + new string('}', 20_000)),
        ["objects in objects where nobody looks"] = Bodies.Ask[..^1] + ",\"x\":" + string.Concat(Enumerable.Repeat("{\"a\":", 20_000)) + "1" + new string('}', 20_001),
        ["messages that are no array"] = With("[{\"role\":\"user\",\"content\":\"Hi\"}]", "{}"),
        ["messages that are no objects"] = With("{\"role\":\"user\",\"content\":\"Hi\"}", "1,2,3"),
        ["a temperature that no number holds"] = Bodies.Ask[..^1] + ",\"temperature\":1e999}",
        ["a share that no number holds"] = Bodies.Ask[..^1] + ",\"top_p\":-1e999}",
    };

    // Odd, but a request: what it asks is asked, and nothing else.
    private static readonly Dictionary<string, string> Odd = new()
    {
        ["a tokens' limit that no number holds"] = With("100", "1e999"),
        ["a tokens' limit of 400 digits"] = With("100", new string('9', 400)),
        ["a top_k beyond all numbers"] = Bodies.Ask[..^1] + ",\"top_k\":99999999999999999999}",
        ["the same unknown name 10,000 times"] = Bodies.Ask[..^1] + string.Concat(Enumerable.Repeat(",\"x\":1", 10_000)) + "}",
        ["10,000 unknown names"] = Bodies.Ask[..^1] + string.Concat(Enumerable.Range(0, 10_000).Select(i => $",\"x{i}\":1")) + "}",
        ["names of an object's own machinery"] = Bodies.Ask[..^1] + ",\"__proto__\":{\"stream\":true},\"constructor\":{\"prototype\":1},\"$type\":\"System.Diagnostics.Process\",\"$ref\":\"#\"}",
        ["an entity that would grow"] = With("Hi", "<!DOCTYPE x [<!ENTITY a 'a'>]>&a;"),
        ["half a surrogate pair"] = With("Hi", "\\ud800"),
        ["a mark of its byte order"] = "\u00ef\u00bb\u00bf" + Bodies.Ask,
    };

    public static TheoryData<string> BrokenNames => [.. Broken.Keys];

    public static TheoryData<string> OddNames => [.. Odd.Keys];

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public async Task What_is_no_request_is_refused(string body) => await gateway.RefusesAsync(gateway.Request(body: Broken[body]), 400, Refused);

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public async Task What_is_no_request_is_not_counted_either(string body)
    {
        if (body.StartsWith("a temperature", StringComparison.Ordinal) || body.StartsWith("a share", StringComparison.Ordinal) || body.StartsWith("messages that", StringComparison.Ordinal))
            return;
        await gateway.RefusesAsync(gateway.Request(target: HostileGateway.Messages + "/count_tokens", body: Broken[body]), 400, Refused);
    }

    [Theory]
    [MemberData(nameof(OddNames))]
    public async Task What_is_odd_is_asked_once_and_whole(string body)
    {
        var before = gateway.Gateway.Upstream.Requests.Count;
        var answer = Assert.Single(await RawConnection.AskAsync(gateway.Port, gateway.Request(body: Odd[body])));
        Assert.Equal(200, answer.Status);
        Assert.Equal(before + 1, gateway.Gateway.Upstream.Requests.Count);
        var sent = gateway.Gateway.Upstream.Requests.Last().Json;
        Assert.Equal("upstream-model", sent.GetProperty("model").GetString());
        Assert.False(sent.TryGetProperty("stream", out var stream) && stream.GetBoolean());
        Assert.Equal(1, sent.GetProperty("messages").GetArrayLength());
    }

    [Theory]
    [InlineData("gzip", "gzip, gzip", 415)]
    [InlineData("gzip", "gzip, br", 415)]
    [InlineData("gzip", "identity, gzip", 415)]
    [InlineData("gzip", "compress", 415)]
    [InlineData("gzip", "zstd", 415)]
    [InlineData("gzip", "aws-chunked", 415)]
    [InlineData("gzip", "br", 400)]
    [InlineData("br", "gzip", 400)]
    [InlineData("gzip", "deflate", 400)]
    [InlineData("none", "gzip", 400)]
    [InlineData("gzip", "", 400)]
    [InlineData("cut", "gzip", 400)]
    public async Task A_body_that_is_packed_otherwise_than_it_says_is_refused(string packed, string told, int status)
    {
        var bytes = packed == "none" ? Bodies.Ask : Encoding.Latin1.GetString(Compression.Compress(packed == "cut" ? "gzip" : packed, Bodies.Ask));
        if (packed == "cut")
            bytes = bytes[..(bytes.Length / 2)];
        await gateway.RefusesAsync(gateway.Request(headers: $"Content-Encoding: {told}\r\n", body: bytes), status, Refused);
    }

    private static string With(string old, string replacement) => Bodies.Ask.Replace(old, replacement, StringComparison.Ordinal);

    private static string Deep(char open, char close, int levels) => new string(open, levels) + new string(close, levels);
}
