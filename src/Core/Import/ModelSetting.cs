using System;
using System.Linq;

namespace ClaudeDesktop.Import;

/// <summary>A model as Claude Code's settings name it: the upstream's id, and whether it is marked for one million tokens.</summary>
/// <param name="Model">The name without the mark.</param>
/// <param name="Supports1M">Whether the mark was there.</param>
internal readonly record struct ModelSetting(string Model, bool Supports1M)
{
    private const string Mark = "[1m]";

    // Claude Code's own words for its models: they name no upstream model.
    private static readonly string[] Aliases = ["default", "best", "sonnet", "opus", "haiku", "fable", "opusplan"];

    /// <summary>Null where the text names no upstream model.</summary>
    public static ModelSetting? Parse(string? text)
    {
        var name = text?.Trim() ?? "";
        var isMarked = name.EndsWith(Mark, StringComparison.OrdinalIgnoreCase);
        if (isMarked)
            name = name.Substring(0, name.Length - Mark.Length).TrimEnd();
        return name.Length == 0 || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase) ? null : new ModelSetting(name, isMarked);
    }
}
