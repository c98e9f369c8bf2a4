using BenchmarkDotNet.Attributes;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Benchmarks;

/// <summary>What it takes to read a request and to write it in an upstream's format.</summary>
public class RequestBenchmarks
{
    private byte[] _body = [];
    private ITranslatedFormat _format = null!;

    [Params(1024, 64 * 1024, 1024 * 1024)]
    public int Bytes { get; set; }

    [Params(ApiFormat.OpenAIChat, ApiFormat.OpenAIResponses, ApiFormat.Gemini)]
    public ApiFormat Format { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _body = Requests.OfSize(Bytes);
        _format = Formats.Of(Format);
    }

    [Benchmark]
    public int Translate()
    {
        using var request = RequestDocument.Parse(_body);
        using var written = new PooledBuffer();
        _format.Translate(Exchanges.Of(Format, _body), new MessageRequest(request.RootElement), written);
        return written.Length;
    }
}
