using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>What the model says, or why it says nothing.</summary>
internal sealed class MessageItem(int? index, AnswerContext context) : OutputItem(index, "message")
{
    private readonly Dictionary<int, SaidPart> _parts = [];

    public override void TakeDelta(in ResponseEvent happened, ReadOnlySpan<byte> delta) => Say(happened.PartIndex, delta, IsRefusal(happened));

    public override void TakeWhole(in ResponseEvent happened, ReadOnlySpan<byte> whole) => SayRest(happened.PartIndex, whole, IsRefusal(happened));

    public override void Finish(JsonElement? item)
    {
        IsDone = true;
        if (item?.Find("content") is not { ValueKind: JsonValueKind.Array } content)
            return;
        var place = 0;
        foreach (var part in content.EnumerateArray())
        {
            var refusal = part.Text("refusal");
            SayRest(place++, Encoding.UTF8.GetBytes(refusal ?? part.Text("text") ?? ""), refusal is not null);
            context.Links.AddAll(part.Find("annotations"));
        }
    }

    private static bool IsRefusal(in ResponseEvent happened) => happened.Type.StartsWith("response.refusal"u8);

    private void SayRest(int place, ReadOnlySpan<byte> whole, bool isRefusal)
    {
        var said = _parts.GetValueOrDefault(place);
        if (said.IsBeginningOf(whole))
            Say(place, whole[said.Length..], isRefusal);
    }

    private void Say(int place, ReadOnlySpan<byte> text, bool isRefusal)
    {
        context.Refused |= isRefusal;
        if (text.IsEmpty)
            return;
        Sink.Push(MessageEvent.Text(text));
        _parts[place] = _parts.GetValueOrDefault(place).With(text);
    }
}
