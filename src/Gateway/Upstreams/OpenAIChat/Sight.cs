using System.Collections.Generic;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Puts a remark in the place of what a model cannot see.</summary>
internal static class Sight
{
    /// <summary>Returns whether an image is left.</summary>
    public static bool Limit(List<RequestPart> parts, ChatQuirks quirks)
    {
        var shows = false;
        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i].Kind == RequestPartKind.Image && quirks.Images)
                shows = true;
            else if (parts[i].Kind == RequestPartKind.Image)
                parts[i] = RequestParts.Text("[An image stood here. This model cannot see images.]");
            else if (parts[i].Kind == RequestPartKind.File && !quirks.Files)
                parts[i] = RequestParts.Text($"[The file '{parts[i].Name}' is not shown: this model takes no files.]");
        }

        return shows;
    }
}
