using System.Collections.Generic;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Requests;

/// <summary>The system's texts without the client's billing header.</summary>
internal static class SystemTexts
{
    public static List<RequestPart> Of(IEnumerable<RequestBlock> blocks)
    {
        var texts = new List<RequestPart>();
        foreach (var block in blocks)
        {
            if (block.Type != "text" || block.IsBlankText)
                continue;
            if (!BillingHeader.Begins(block.Text))
                RequestParts.Add(texts, block);
            else if (BillingHeader.Rest(block.Text) is { IsEmpty: false } rest)
                texts.Add(RequestParts.Text(rest.ToString()));
        }

        return texts;
    }
}
