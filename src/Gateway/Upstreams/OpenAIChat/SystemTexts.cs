using System.Collections.Generic;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>The system's texts without the client's billing header.</summary>
internal static class SystemTexts
{
    public static List<ChatPart> Of(IEnumerable<RequestBlock> blocks)
    {
        var texts = new List<ChatPart>();
        foreach (var block in blocks)
        {
            if (block.Type != "text" || block.IsBlankText)
                continue;
            if (!BillingHeader.Begins(block.Text))
                ChatParts.Add(texts, block);
            else if (BillingHeader.Rest(block.Text) is { IsEmpty: false } rest)
                texts.Add(ChatParts.Text(rest.ToString()));
        }

        return texts;
    }
}
