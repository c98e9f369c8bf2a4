using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace ClaudeDesktop.Cmdlets.Completion;

/// <summary>Offers texts for a parameter. A completer that fails offers nothing: the prompt must never break.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TextCompleter : IArgumentCompleter
{
    private static readonly Regex Escape = new("`(.)");

    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        try
        {
            var typed = Typed(wordToComplete ?? "");
            return [.. Candidates(fakeBoundParameters ?? new Hashtable()).Where(item => item.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Select(Result)];
        }
#pragma warning disable CA1031 // Whatever went wrong, the prompt is no place to hear of it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return [];
        }
    }

    /// <summary>What can be offered, each with the line that explains it.</summary>
    /// <param name="given">The other parameters of the line, as far as they are known.</param>
    private protected abstract IEnumerable<(string Text, string Tip)> Candidates(IDictionary given);

    // What was typed of a quoted text means what PowerShell would take it for.
    private static string Typed(string word)
    {
        if (word.Length == 0 || word[0] is not ('\'' or '"'))
            return word;
        var quote = word[0];
        var text = word.Length > 1 && word[word.Length - 1] == quote ? word.Substring(1, word.Length - 2) : word.Substring(1);
        text = text.Replace(new string(quote, 2), quote.ToString());
        return quote == '"' ? Escape.Replace(text, "$1") : text;
    }

    private static CompletionResult Result((string Text, string Tip) item) =>
        new(Quoted(item.Text), item.Text, CompletionResultType.ParameterValue, string.IsNullOrEmpty(item.Tip) ? item.Text : item.Tip);

    private static string Quoted(string text) => text.All(IsPlain) && text[0] != '-' ? text : $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    private static bool IsPlain(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or '.';
}
