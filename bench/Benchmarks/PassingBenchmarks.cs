using BenchmarkDotNet.Attributes;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams;
using ClaudeDesktop.Gateway.Upstreams.Anthropic;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Benchmarks;

/// <summary>One event of an Anthropic upstream, looked at while it passes.</summary>
public class PassingBenchmarks
{
    private readonly PooledBuffer _output = new();
    private readonly MessageStartSplice _splice = new("ours");
    private readonly byte[] _event = Streams.Text(ApiFormat.AnthropicMessages);
    private SseParser _events = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var owners = new SignatureOwners();
        _events = new SseParser(new StreamObserver(json => owners.Note(json, 1)));
        Pass(Streams.Opening(ApiFormat.AnthropicMessages));
    }

    [Benchmark]
    public int Pass() => Pass(_event);

    private int Pass(byte[] bytes)
    {
        _output.Clear();
        _events.Feed(bytes);
        _splice.Feed(bytes, _output);
        return _output.Length;
    }
}
