using System;
using System.Collections.Generic;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>Finds for each part of a model's turn the signature that stood on it when Gemini sent it.</summary>
internal sealed class GeminiModelTurn
{
    private readonly GeminiDialect _dialect;
    private readonly Dictionary<string, string> _ofBlocks = new(StringComparer.Ordinal);

    public GeminiModelTurn(GeminiDialect dialect, List<RequestBlock> blocks)
    {
        _dialect = dialect;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Type != "thinking" || dialect.Signatures.Take(blocks[i]) is not { } signature)
                continue;
            if (signature.Place == GeminiSignature.OnThought && blocks[i].Element.Text("thinking") is { Length: > 0 })
                _ofBlocks[blocks[i].Path] = signature.Value;
            else if (signature.Place == GeminiSignature.OnText && Text(blocks, i) is { } text)
                _ofBlocks[text.Path] = signature.Value;
        }
    }

    public string? Of(in RequestBlock block) => _ofBlocks.GetValueOrDefault(block.Path);

    /// <summary>The first call of a turn must have one, also where it was made elsewhere; the calls beside it need none.</summary>
    public string? OfCall(string id, bool isFirst) =>
        _dialect.Signatures.OfCall(id) ?? (isFirst && _dialect.Model.IsThird ? GeminiSignature.Skip : null);

    // In a stream the signature comes behind the text that it belongs to, in a whole answer with it.
    private static RequestBlock? Text(List<RequestBlock> blocks, int from)
    {
        for (var i = from - 1; i >= 0 && blocks[i].Type != "tool_use"; i--)
        {
            if (blocks[i].Type == "text" && !blocks[i].IsBlankText)
                return blocks[i];
        }

        for (var i = from + 1; i < blocks.Count && blocks[i].Type != "tool_use"; i++)
        {
            if (blocks[i].Type == "text" && !blocks[i].IsBlankText)
                return blocks[i];
        }

        return null;
    }
}
