using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.HelpBuilder.Facts;
using ClaudeDesktop.HelpBuilder.Pages;

namespace ClaudeDesktop.HelpBuilder;

/// <summary>Writes into each page what follows from the code, and leaves what a person wrote. A command without a page gets one to fill in.</summary>
internal static class PageRefresh
{
    private const int Width = 100;
    private const string ToDo = "{{ Fill in: ";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Run(string docs, string commands)
    {
        var folder = Path.Combine(docs, "cmdlets");
        Directory.CreateDirectory(folder);
        foreach (var facts in JsonSerializer.Deserialize<List<CommandFacts>>(commands, Json)!)
        {
            var path = Path.Combine(folder, facts.Name + ".md");
            var page = File.Exists(path) ? PageReader.Read(path) : Blank(facts);
            File.WriteAllText(path, PageWriter.Write(Refresh(page, facts)), new UTF8Encoding(false));
        }
    }

    private static CommandPage Blank(CommandFacts facts) => new()
    {
        Name = facts.Name,
        FrontMatter = $"document type: cmdlet\nLocale: en-US\nms.date: {DateTime.UtcNow:MM/dd/yyyy}\nPlatyPS schema version: 2024-05-01\ntitle: {facts.Name}",
        Synopsis = ToDo + "what it does, in a sentence }}",
        Description = ToDo + "what an administrator should know }}",
        Examples = [.. Enumerable.Range(1, 3).Select(i => new NamedPart($"Example {i}: {ToDo}a title }}}}", $"```powershell\n{facts.Name}\n```\n\n{ToDo}what it shows }}}}"))],
    };

    private static CommandPage Refresh(CommandPage page, CommandFacts facts) => page with
    {
        FrontMatter = Front(page.FrontMatter, facts),
        Syntax = [.. facts.Syntax.Select(syntax => new SyntaxPart(syntax.Set, syntax.IsDefault, Wrap($"{facts.Name} {syntax.Line}".TrimEnd())))],
        Aliases = "This cmdlet has no aliases.",
        Parameters = [.. facts.Parameters.OrderBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase).Select(parameter => Parameter(page, parameter))],
        CommonParameters = string.Join("\n", facts.CommonParameters),
        Inputs = Types(page.Inputs, facts.Inputs),
        Outputs = Types(page.Outputs, facts.Outputs),
    };

    private static string Front(string text, CommandFacts facts) => new FrontMatter(text)
    {
        ["external help file"] = facts.HelpFile,
        ["HelpUri"] = facts.HelpUri,
        ["Module Name"] = facts.Module,
    }.ToString();

    private static ParameterPart Parameter(CommandPage page, ParameterFacts facts)
    {
        var before = page.Parameters.FirstOrDefault(part => string.Equals(part.Name, facts.Name, StringComparison.OrdinalIgnoreCase));
        return new ParameterPart(facts.Name, before?.Text ?? Usual(facts.Name), facts with { DefaultValue = before?.Facts.DefaultValue ?? (facts.IsSwitch ? "False" : "") });
    }

    private static string Usual(string parameter) => parameter switch
    {
        "Confirm" => "Asks before anything is changed.",
        "WhatIf" => "Says what would be changed, and changes nothing.",
        _ => ToDo + "what it is for, and what happens without it }}",
    };

    private static NamedPart[] Types(IReadOnlyList<NamedPart> before, IReadOnlyList<string> types) =>
        [.. types.Select(type => before.FirstOrDefault(part => part.Name == type) ?? new NamedPart(type, ToDo + "what it is }}"))];

    private static string Wrap(string syntax)
    {
        var lines = new List<string> { "" };
        foreach (var word in Words(syntax))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > Width)
                lines.Add("");
            lines[^1] += (lines[^1].Length == 0 && lines.Count == 1 ? "" : " ") + word;
        }

        return string.Join("\n", lines);
    }

    // A parameter and its value stay together.
    private static IEnumerable<string> Words(string syntax)
    {
        var word = new StringBuilder();
        var depth = 0;
        foreach (var part in syntax.Split(' '))
        {
            depth += part.Count(c => c == '[') - part.Count(c => c == ']');
            word.Append(word.Length == 0 ? "" : " ").Append(part);
            if (depth > 0 || (part.StartsWith('-') && depth == 0))
                continue;
            yield return word.ToString();
            word.Clear();
        }

        if (word.Length > 0)
            yield return word.ToString();
    }
}
