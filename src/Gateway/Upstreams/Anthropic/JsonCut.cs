using System;
using System.Collections.Generic;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Anthropic;

/// <summary>Cuts elements out of JSON. Every other byte stays.</summary>
internal sealed class JsonCut
{
    private readonly List<(int Start, int End, byte[] Instead)> _cuts = [];

    public bool IsEmpty => _cuts.Count == 0;

    public void Add(int start, int end, ReadOnlySpan<byte> instead = default) => _cuts.Add((start, end, instead.ToArray()));

    /// <summary>
    /// Cuts elements of one array, or members of one object, with the commas that they leave over: the one before, or the one behind
    /// where nothing that stays comes before.
    /// </summary>
    /// <param name="elements">All elements in their order.</param>
    /// <param name="instead">What stands there when none stays.</param>
    public void AddElements(List<(int Start, int End, bool IsCut)> elements, ReadOnlySpan<byte> instead = default)
    {
        var first = elements.FindIndex(element => !element.IsCut);
        if (first < 0 && elements.Count > 0)
            Add(elements[0].Start, elements[^1].End, instead);
        else if (first > 0)
            Add(elements[0].Start, elements[first].Start);
        for (var i = first + 1; i > 0 && i < elements.Count; i++)
        {
            if (elements[i].IsCut)
                Add(elements[i - 1].End, elements[i].End);
        }
    }

    public PooledBuffer Apply(ReadOnlySpan<byte> json)
    {
        var output = new PooledBuffer();
        var written = 0;
        _cuts.Sort(static (left, right) => left.Start.CompareTo(right.Start));
        foreach (var (start, end, instead) in _cuts)
        {
            output.Append(json[written..start]);
            output.Append(instead);
            written = end;
        }

        output.Append(json[written..]);
        return output;
    }
}
