using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>Reasoning: one thinking block, whose signature carries what the upstream wants to see again.</summary>
internal sealed class ReasoningItem(int? index, AnswerContext context) : OutputItem(index, "reasoning")
{
    private static readonly string[] Texts = ["summary", "content"];
    private bool? _isSummary;
    private bool _hasText;
    private int _part;

    public override void TakeDelta(in ResponseEvent happened, ReadOnlySpan<byte> delta)
    {
        // Where the reasoning comes both whole and summarized, one of them is enough.
        if (delta.IsEmpty || (_isSummary ??= IsSummary(happened)) != IsSummary(happened))
            return;
        Think(happened.PartIndex, delta);
    }

    public override void TakeWhole(in ResponseEvent happened, ReadOnlySpan<byte> whole)
    {
        if (whole.IsEmpty || (_isSummary ??= IsSummary(happened)) != IsSummary(happened) || (_hasText && _part >= happened.PartIndex))
            return;
        Think(happened.PartIndex, whole);
    }

    public override void Finish(JsonElement? item)
    {
        if (!_hasText)
            ThinkWhole(item);
        IsDone = true;
        var encrypted = item?.Text("encrypted_content");
        if (!_hasText && string.IsNullOrEmpty(encrypted))
            return;
        var signature = ThinkingSignature.Create(ResponsesFormat.Signer, context.Account, Encoding.UTF8.GetBytes(encrypted ?? ""));
        Sink.Push(MessageEvent.Signature(Encoding.UTF8.GetBytes(signature)));
    }

    private static bool IsSummary(in ResponseEvent happened) => happened.Type.StartsWith("response.reasoning_summary"u8);

    private void ThinkWhole(JsonElement? item)
    {
        var parts = Texts.Select(name => item?.Find(name))
            .FirstOrDefault(list => list is { ValueKind: JsonValueKind.Array } known && known.EnumerateArray().Any(part => !string.IsNullOrEmpty(part.Text("text"))));
        if (parts is not { } texts)
            return;
        var place = 0;
        foreach (var part in texts.EnumerateArray())
            Think(place++, Encoding.UTF8.GetBytes(part.Text("text") ?? ""));
    }

    private void Think(int part, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return;
        if (_hasText && part != _part)
            Sink.Push(MessageEvent.Thinking("\n\n"u8));
        Sink.Push(MessageEvent.Thinking(text));
        _hasText = true;
        _part = part;
    }
}
