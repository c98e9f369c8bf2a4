using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using YamlDotNet.Serialization;

namespace ClaudeDesktop.HelpBuilder.Facts;

/// <summary>A parameter's facts as the schema writes them, in its order.</summary>
internal static class FactsYaml
{
    private static readonly IDeserializer Reader = new DeserializerBuilder().Build();

    public static string Write(ParameterFacts facts)
    {
        var text = new StringBuilder();
        text.Append($"Type: {facts.Type}\n");
        text.Append($"DefaultValue: {Scalar(facts.DefaultValue)}\n");
        text.Append($"SupportsWildcards: {Flag(facts.SupportsWildcards)}\n");
        AppendList(text, "Aliases", facts.Aliases);
        text.Append("ParameterSets:\n");
        foreach (var set in facts.ParameterSets)
        {
            text.Append($"- Name: {set.Name}\n");
            text.Append($"  Position: {set.Position}\n");
            text.Append($"  IsRequired: {Flag(set.IsRequired)}\n");
            text.Append($"  ValueFromPipeline: {Flag(set.ValueFromPipeline)}\n");
            text.Append($"  ValueFromPipelineByPropertyName: {Flag(set.ValueFromPipelineByPropertyName)}\n");
            text.Append($"  ValueFromRemainingArguments: {Flag(set.ValueFromRemainingArguments)}\n");
        }

        text.Append($"DontShow: {Flag(facts.DontShow)}\n");
        AppendList(text, "AcceptedValues", facts.AcceptedValues);
        return text.Append($"HelpMessage: {Scalar(facts.HelpMessage)}").ToString();
    }

    public static ParameterFacts Read(string yaml)
    {
        var table = Reader.Deserialize<Dictionary<string, object?>>(yaml);
        return new ParameterFacts
        {
            Type = Text(table, "Type"),
            DefaultValue = Text(table, "DefaultValue"),
            SupportsWildcards = IsTrue(table, "SupportsWildcards"),
            Aliases = Texts(table, "Aliases"),
            ParameterSets = [.. Items(table, "ParameterSets").OfType<Dictionary<object, object?>>().Select(ReadSet)],
            DontShow = IsTrue(table, "DontShow"),
            AcceptedValues = Texts(table, "AcceptedValues"),
            HelpMessage = Text(table, "HelpMessage"),
        };
    }

    private static SetFacts ReadSet(Dictionary<object, object?> item)
    {
        var table = item.ToDictionary(pair => $"{pair.Key}", pair => pair.Value);
        return new SetFacts
        {
            Name = Text(table, "Name"),
            Position = Text(table, "Position"),
            IsRequired = IsTrue(table, "IsRequired"),
            ValueFromPipeline = IsTrue(table, "ValueFromPipeline"),
            ValueFromPipelineByPropertyName = IsTrue(table, "ValueFromPipelineByPropertyName"),
            ValueFromRemainingArguments = IsTrue(table, "ValueFromRemainingArguments"),
        };
    }

    private static void AppendList(StringBuilder text, string name, IReadOnlyList<string> items)
    {
        text.Append(items.Count == 0 ? $"{name}: []\n" : $"{name}:\n");
        foreach (var item in items)
            text.Append($"- {item}\n");
    }

    private static string Scalar(string text) => text.Length > 0 && text.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_') ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Flag(bool flag) => flag ? "true" : "false";

    private static string Text(Dictionary<string, object?> table, string name) => table.TryGetValue(name, out var value) ? $"{value}" : "";

    private static bool IsTrue(Dictionary<string, object?> table, string name) => Text(table, name) == "true";

    private static List<object?> Items(Dictionary<string, object?> table, string name) => table.TryGetValue(name, out var value) && value is List<object?> items ? items : [];

    private static string[] Texts(Dictionary<string, object?> table, string name) => [.. Items(table, name).Select(item => $"{item}")];
}
