using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Providers;

/// <summary>Fills in what a preset's address leaves open.</summary>
public static class PresetAddress
{
    private const int LongestLabel = 63;

    private static readonly Dictionary<string, string> Meanings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Resource"] = "the name of your resource",
        ["Region"] = "your region",
    };

    /// <summary>What an address leaves open, as the names of parameters.</summary>
    internal static IReadOnlyList<string> Needs(string address) => [.. Meanings.Keys.Where(name => address.Contains(Mark(name), StringComparison.Ordinal))];

    /// <param name="preset">The preset.</param>
    /// <param name="values">What the user gave, by the names of <see cref="Preset.Needs"/>.</param>
    /// <exception cref="ClaudeDesktopException">A value is missing, is not needed, or cannot stand in an address.</exception>
    public static Uri Fill(Preset preset, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(preset);
        ArgumentNullException.ThrowIfNull(values);
        var text = preset.Address;
        foreach (var name in preset.Needs)
        {
            if (!values.TryGetValue(name, out var value))
                throw Wrong(preset, $"needs {Meanings[name]}.", $"Give it as -{name}, or the whole address as -BaseUri. It is {preset.Address}.");
            if (!IsLabel(value))
                throw Wrong(preset, $"cannot use '{value}' as {Meanings[name]}: it must be one part of a host name.", $"Give only the part that stands for {Mark(name)} in {preset.Address}.");
            text = text.Replace(Mark(name), value, StringComparison.Ordinal);
        }

        if (values.Keys.FirstOrDefault(name => !preset.Needs.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } extra)
            throw Wrong(preset, $"does not need {Meanings[extra]}.", $"Leave out -{extra}.");
        return new Uri(text);
    }

    private static bool IsLabel(string value) =>
        value.Length is > 0 and <= LongestLabel && !value.StartsWith('-') && !value.EndsWith('-')
        && value.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-');

    private static string Mark(string name) => name == "Resource" ? "{resource}" : "{region}";

    private static ClaudeDesktopException Wrong(Preset preset, string problem, string action) =>
        new(ErrorCode.PresetValueInvalid, $"Preset '{preset.Name}' {problem}", action, preset.Name);
}
