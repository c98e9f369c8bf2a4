using System;
using BenchmarkDotNet.Attributes;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Benchmarks;

/// <summary>One event from the upstream's bytes to the client's.</summary>
public class EventBenchmarks
{
    private readonly PooledBuffer _output = new();
    private byte[] _event = [];
    private UpstreamBody _reader = null!;

    [Params(ApiFormat.OpenAIChat, ApiFormat.OpenAIResponses, ApiFormat.Gemini)]
    public ApiFormat Format { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var body = Requests.OfSize(1024);
        var request = new MessageRequest(RequestDocument.Parse(body).RootElement);
        using var written = new PooledBuffer();
        var translation = Formats.Of(Format).Translate(Exchanges.Of(Format, body), request, written);
        _reader = new UpstreamBody(translation, new AnthropicEventWriter(_output, new AnswerHead("msg_1", "claude-sonnet-5", new Lazy<long>(1), () => "signature") { Request = request }));
        _reader.Feed(Streams.Opening(Format));
        _event = Streams.Text(Format);
    }

    [Benchmark]
    public int Translate()
    {
        _output.Clear();
        _reader.Feed(_event);
        return _output.Length;
    }
}
