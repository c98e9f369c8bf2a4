using System;
using BenchmarkDotNet.Attributes;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Benchmarks;

/// <summary>One event as the client gets it.</summary>
public class WriterBenchmarks
{
    private readonly PooledBuffer _output = new();
    private AnthropicEventWriter _answer = null!;

    [GlobalSetup]
    public void Prepare() => _answer = new AnthropicEventWriter(_output, new AnswerHead("msg_1", "claude-sonnet-5", new Lazy<long>(1), () => "signature"));

    [Benchmark]
    public int PlainText() => Write("a word or two "u8);

    [Benchmark]
    public int EscapedText() => Write("\"a word\"\n\tor two"u8);

    [Benchmark]
    public int TextBeyondAscii() => Write("世界 é \"a\" 😀"u8);

    private int Write(ReadOnlySpan<byte> text)
    {
        _output.Clear();
        _answer.Push(MessageEvent.Text(text));
        return _output.Length;
    }
}
