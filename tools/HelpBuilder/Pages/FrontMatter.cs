using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.HelpBuilder.Pages;

/// <summary>What stands at the top of a page: names and values, a line each, in the order of the alphabet.</summary>
internal sealed class FrontMatter
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public FrontMatter(string text)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(':', 2);
            _values[parts[0].Trim()] = parts.Length == 2 ? parts[1].Trim() : "";
        }
    }

    public string this[string name]
    {
        get => _values.TryGetValue(name, out var value) ? value : throw new PageException($"The front matter of a page names no '{name}'.");
        set => _values[name] = value;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public override string ToString() => string.Join("\n", _values.Select(pair => $"{pair.Key}: {pair.Value}"));
}
