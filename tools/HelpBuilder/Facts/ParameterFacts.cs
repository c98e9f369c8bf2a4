using System;
using System.Collections.Generic;

namespace ClaudeDesktop.HelpBuilder.Facts;

/// <summary>What stands in the yaml block of a parameter.</summary>
internal sealed record ParameterFacts
{
    public const string SwitchType = "System.Management.Automation.SwitchParameter";

    public string Name { get; init; } = "";

    public string Type { get; init; } = "";

    /// <summary>What the code does without the parameter; nothing but its page knows.</summary>
    public string DefaultValue { get; init; } = "";

    public bool SupportsWildcards { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public IReadOnlyList<SetFacts> ParameterSets { get; init; } = [];

    public bool DontShow { get; init; }

    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    public string HelpMessage { get; init; } = "";

    public bool IsSwitch => Type == SwitchType;

    public bool IsList => Type.EndsWith("[]", StringComparison.Ordinal);
}
