using System;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>A tool call, in pieces or whole. It begins for the client once its name is known.</summary>
internal sealed class CallItem(int? index, int number, AnswerContext context) : OutputItem(index, "function_call")
{
    private PooledBuffer? _early;
    private bool _begun;
    private bool _hasInput;

    /// <summary>The upstream has not said what it calls.</summary>
    public bool IsNameless => !_begun;

    public override void Open(JsonElement item)
    {
        if (_begun || item.Text("name") is not { Length: > 0 } name)
            return;
        _begun = context.CalledTool = true;
        Sink.Push(MessageEvent.ToolUse(number, item.Text("call_id") ?? item.Text("id") ?? "", context.Names.ForClient(name)));
        if (_early is not null)
            Sink.Push(MessageEvent.ToolInput(number, _early.Span));
        _early?.Dispose();
        _early = null;
    }

    public override void TakeDelta(in ResponseEvent happened, ReadOnlySpan<byte> delta) => Add(delta);

    public override void TakeWhole(in ResponseEvent happened, ReadOnlySpan<byte> whole)
    {
        if (!_hasInput)
            Add(whole);
    }

    public override void Finish(JsonElement? item)
    {
        if (item is { } whole)
            Open(whole);
        if (!_begun)
            throw new AnthropicErrorException(AnthropicError.Api("The upstream called a tool without naming it. Try again."));
        if (!_hasInput && item?.Find("arguments") is { } arguments)
            Add(Encoding.UTF8.GetBytes(arguments.ValueKind == JsonValueKind.String ? arguments.GetString()! : arguments.GetRawText()));
        IsDone = true;
        Sink.Push(MessageEvent.ToolEnd(number));
    }

    private void Add(ReadOnlySpan<byte> input)
    {
        if (input.IsEmpty)
            return;
        _hasInput = true;
        if (_begun)
            Sink.Push(MessageEvent.ToolInput(number, input));
        else
            (_early ??= new PooledBuffer()).Append(input);
    }
}
