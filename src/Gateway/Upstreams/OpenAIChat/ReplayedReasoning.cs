using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Gives an upstream back what it thought itself, where it wants to see it. What others thought is none of its business.</summary>
internal sealed class ReplayedReasoning(Utf8JsonWriter json, ChatTarget target)
{
    private string Own => field ??= ThinkingSignature.Create(ChatFormat.Signer, target.Account());

    /// <summary>The blocks to give back.</summary>
    public List<RequestBlock> Of(List<RequestBlock> turn) => target.Quirks.Replay == ReasoningReplay.None ? [] : turn.FindAll(IsOwn);

    public void Write(List<RequestBlock> thoughts)
    {
        if (thoughts.Count == 0)
            return;
        if (target.Quirks.Replay == ReasoningReplay.Content)
            ChatContentWriter.WriteText(json, thoughts.ConvertAll(thought => RequestParts.Text("", thought.Element.Find("thinking"))), "\n\n", property: "reasoning_content");
        else
            WriteDetails(thoughts);
    }

    private bool IsOwn(RequestBlock block) =>
        block.Type == "thinking" && block.Element.Text("signature") is { } signature && signature.StartsWith(Own, StringComparison.Ordinal)
        && (target.Quirks.Replay == ReasoningReplay.Details ? signature.Length > Own.Length : block.Element.Text("thinking") is { Length: > 0 });

    private void WriteDetails(List<RequestBlock> thoughts)
    {
        json.WriteStartArray("reasoning_details"u8);
        foreach (var thought in thoughts)
        {
            if (ThinkingSignature.Read(thought.Element.Text("signature"), ChatFormat.Signer, target.Account()) is not { } payload)
                continue;
            using var details = JsonDocument.Parse(payload, JsonOptions.Document);
            foreach (var detail in details.RootElement.EnumerateArray())
                detail.WriteTo(json);
        }

        json.WriteEndArray();
    }
}
