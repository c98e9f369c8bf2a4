using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ClaudeDesktop.Cmdlets.Completion;

/// <summary>Offers texts for a parameter. A completer that fails offers nothing: the prompt must never break.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TextCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var typed = (wordToComplete ?? "").Trim('\'', '"');
            return [.. Candidates().Where(item => item.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Select(Result)];
        }
#pragma warning disable CA1031 // Whatever went wrong, the prompt is no place to hear of it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }

    /// <summary>What can be offered, each with the line that explains it.</summary>
    private protected abstract IEnumerable<(string Text, string Tip)> Candidates();

    private static CompletionResult Result((string Text, string Tip) item) =>
        new(Quoted(item.Text), item.Text, CompletionResultType.ParameterValue, string.IsNullOrEmpty(item.Tip) ? item.Text : item.Tip);

    private static string Quoted(string text) => text.All(IsPlain) ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or '.';
}
