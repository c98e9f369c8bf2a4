using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using ClaudeDesktop.HelpBuilder.Facts;
using ClaudeDesktop.HelpBuilder.Pages;
using static ClaudeDesktop.HelpBuilder.Maml.MamlNames;

namespace ClaudeDesktop.HelpBuilder.Maml;

/// <summary>Parameters, once as a line of syntax and once with all that is known of them.</summary>
internal static class MamlParameters
{
    public static XElement Syntax(CommandPage page, string set) => new(
        Command + "syntaxItem",
        new XElement(Ns + "name", page.Name),
        page.Parameters
            .Select(parameter => (Parameter: parameter, Set: In(parameter, set)))
            .Where(pair => pair.Set is not null)
            .OrderBy(pair => Order(pair.Parameter, pair.Set!))
            .ThenBy(pair => pair.Parameter.Name, System.StringComparer.Ordinal)
            .Select(pair => Of(pair.Parameter, pair.Set!, withSwitchValue: false)));

    public static XElement Full(ParameterPart parameter) => Of(parameter, parameter.Facts.ParameterSets[0], withSwitchValue: true);

    private static SetFacts? In(ParameterPart parameter, string set) => parameter.Facts.ParameterSets.FirstOrDefault(item => item.Name == set || item.Name == SetFacts.All);

    // By position, then what must be named, then what may be, and last what every changing cmdlet has.
    private static int Order(ParameterPart parameter, SetFacts set) =>
        int.TryParse(set.Position, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position
        : parameter.Name == "WhatIf" ? 1002
        : parameter.Name == "Confirm" ? 1003
        : set.IsRequired ? 1000
        : 1001;

    private static XElement Of(ParameterPart parameter, SetFacts set, bool withSwitchValue) => new(
        Command + "parameter",
        new XAttribute("required", set.IsRequired),
        new XAttribute("variableLength", parameter.Facts.IsList),
        new XAttribute("globbing", parameter.Facts.SupportsWildcards),
        new XAttribute("pipelineInput", Pipeline(parameter.Facts.ParameterSets)),
        new XAttribute("position", set.Position),
        new XAttribute("aliases", parameter.Facts.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Facts.Aliases)),
        new XElement(Ns + "name", parameter.Name),
        Description(parameter.Text),
        parameter.Facts.IsSwitch && !withSwitchValue
            ? null
            : new XElement(Command + "parameterValue", new XAttribute("required", !parameter.Facts.IsSwitch), new XAttribute("variableLength", parameter.Facts.IsList), ShortType(parameter.Facts.Type)),
        Type(parameter.Facts.Type),
        new XElement(Dev + "defaultValue", parameter.Facts.DefaultValue.Length == 0 ? "None" : parameter.Facts.DefaultValue));

    private static string Pipeline(IReadOnlyList<SetFacts> sets)
    {
        var ways = new List<string>();
        if (sets.Any(set => set.ValueFromPipeline))
            ways.Add("ByValue");
        if (sets.Any(set => set.ValueFromPipelineByPropertyName))
            ways.Add("ByPropertyName");
        return ways.Count == 0 ? "False" : $"True ({string.Join(", ", ways)})";
    }

    private static string ShortType(string type)
    {
        var inner = type.StartsWith("System.Nullable`1[", System.StringComparison.Ordinal) ? type["System.Nullable`1[".Length..^1] : type;
        return inner[(inner.LastIndexOf('.') + 1)..];
    }
}
