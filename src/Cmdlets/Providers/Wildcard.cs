using System.Management.Automation;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Makes a pattern of what a user typed.</summary>
internal static class Wildcard
{
    /// <returns>Null where it is no pattern, such as <c>[a</c>: PowerShell finds that out only when it is used.</returns>
    public static WildcardPattern? Parse(string text)
    {
        try
        {
            var pattern = new WildcardPattern(text, WildcardOptions.IgnoreCase);
            _ = pattern.IsMatch("");
            return pattern;
        }
        catch (WildcardPatternException)
        {
            return null;
        }
    }
}
