using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIResponses;

/// <summary>What an answer's text cites.</summary>
internal sealed class SearchLinks
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<(string Url, string Title)> _links = [];

    public void Add(ReadOnlySpan<byte> annotation)
    {
        var reader = new Utf8JsonReader(annotation, JsonOptions.Read);
        using var document = JsonDocument.ParseValue(ref reader);
        Add(document.RootElement);
    }

    public void AddAll(JsonElement? annotations)
    {
        if (annotations is not { ValueKind: JsonValueKind.Array } list)
            return;
        foreach (var annotation in list.EnumerateArray())
            Add(annotation);
    }

    /// <summary>Hands the links out, once.</summary>
    public List<(string Url, string Title)> Take()
    {
        List<(string, string)> taken = [.. _links];
        _links.Clear();
        return taken;
    }

    private void Add(JsonElement annotation)
    {
        // Chat-like upstreams nest what others have beside the type.
        var citation = annotation.Find("url_citation") ?? annotation;
        if (annotation.Text("type") == "url_citation" && citation.Text("url") is { Length: > 0 } url && _known.Add(url))
            _links.Add((url, citation.Text("title") is { Length: > 0 } title ? title : url));
    }
}
