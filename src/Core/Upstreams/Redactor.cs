using System;
using System.Linq;

namespace ClaudeDesktop.Upstreams;

/// <summary>
/// Takes secrets out of what others say, in every form in which servers and proxies echo them. Immutable.
/// </summary>
public sealed class Redactor
{
    private const string Hidden = "[hidden]";

    // What is shorter is no key but a word, such as the "ollama" that a local server wants, and would take words out of sentences.
    private const int ShortestSecret = 8;
    private const int ShortestStart = 4;
    private const string Cut = "…";
    private readonly string[] _secrets;
    private readonly string[] _forms;

    private Redactor(string[] secrets, string[] forms) => (_secrets, _forms) = (secrets, forms);

    /// <summary>Knows no secret.</summary>
    public static Redactor None { get; } = new([], []);

    /// <summary>One that knows a secret more; the same where there is nothing to know.</summary>
    public Redactor With(string? secret) => secret is null || secret.Length < ShortestSecret || _secrets.Contains(secret, StringComparer.Ordinal)
        ? this
        : new Redactor([.. _secrets, secret], [.. _forms, .. SecretForms.Of(secret)]);

    /// <summary>The text without the secrets.</summary>
    public string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var form in _forms)
        {
            if (text.Length >= form.Length)
                text = text.Replace(form, Hidden, StringComparison.OrdinalIgnoreCase);
            text = WithoutStart(text, form);
        }

        return text;
    }

    /// <summary>Whether a secret stands in a text.</summary>
    public bool Touches(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Array.Exists(_forms, form => text.Contains(form, StringComparison.OrdinalIgnoreCase));
    }

    // A long text may have been cut in the middle of a secret.
    private static string WithoutStart(string text, string secret)
    {
        if (!text.EndsWith(Cut, StringComparison.Ordinal))
            return text;
        var end = text.Length - Cut.Length;
        for (var length = Math.Min(secret.Length - 1, end); length >= ShortestStart; length--)
        {
            if (string.Compare(text, end - length, secret, 0, length, StringComparison.OrdinalIgnoreCase) == 0)
                return text.Remove(end - length) + Hidden + Cut;
        }

        return text;
    }
}
