using System;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Hands on tool calls, each behind the thinking block that carries its signature.</summary>
internal sealed class GeminiCalls(GeminiDialect dialect, GeminiCallIds ids, bool oneAtATime)
{
    private readonly JsonTextReader _text = new();
    private PartialArguments? _open;
    private int _count;

    public bool Any => _count > 0;

    public void Read(ReadOnlySpan<byte> json, ReadOnlySpan<byte> signature, IMessageEventSink sink)
    {
        var call = GeminiCall.Read(json);
        if (call.IsNamed || _open is null)
        {
            Close(sink);
            if (!call.IsNamed && call.Args.IsEmpty && call.PartialArgs.IsEmpty)
                return;
            Open(call, signature, sink);
        }

        _open!.Read(call.PartialArgs, _text);
        if (!IsLeftOut && JsonSlices.IsObject(call.Args))
            WriteWhole(call.Args, sink);
        if (!call.WillContinue)
            Close(sink);
    }

    /// <summary>Nothing more will come for the call under way.</summary>
    public void Close(IMessageEventSink sink)
    {
        if (_open is { Any: true } && !IsLeftOut)
            WritePieces(_open, sink);
        if (_open is not null && !IsLeftOut)
            sink.Push(MessageEvent.ToolEnd(_count));
        _open?.Dispose();
        _open = null;
    }

    // Who takes one call at a time gets the first; the model will make the others again when it has seen the result.
    private bool IsLeftOut => oneAtATime && _count > 1;

    private void Open(in GeminiCall call, ReadOnlySpan<byte> signature, IMessageEventSink sink)
    {
        var name = (call.IsNamed ? JsonSlices.Text(call.Name) : null)
            ?? throw new AnthropicErrorException(AnthropicError.Api("The upstream called a tool without naming it. Try again."));
        _open ??= new PartialArguments();
        _count++;
        if (IsLeftOut)
            return;
        var id = ids.ForClient(JsonSlices.Text(call.Id));
        if (!signature.IsEmpty)
        {
            dialect.Signatures.Remember(id, Encoding.UTF8.GetString(signature));
            sink.Push(MessageEvent.Signature(GeminiSignature.Pack(dialect.Signatures.Account, id, signature)));
        }

        sink.Push(MessageEvent.ToolUse(_count, id, dialect.Names.ForClient(name)));
    }

    private void WriteWhole(ReadOnlySpan<byte> args, IMessageEventSink sink)
    {
        sink.Push(MessageEvent.ToolInput(_count, args));
        sink.Push(MessageEvent.ToolEnd(_count));
    }

    private void WritePieces(PartialArguments pieces, IMessageEventSink sink)
    {
        using var input = new PooledBuffer();
        using (var json = new Utf8JsonWriter(input, JsonOptions.Write))
            pieces.WriteTo(json);
        sink.Push(MessageEvent.ToolInput(_count, input.Span));
    }
}
