namespace ClaudeDesktop.Cmdlets;

/// <summary>The one place in the code that knows where the project lives. The manifest names it too.</summary>
internal static class ProjectPage
{
    public const string Home = "https://github.com/claudedesktop-powershell/ClaudeDesktop.PS";

    /// <summary>The folder of the cmdlets' help; a cmdlet's page has the cmdlet's name.</summary>
    public const string Help = Home + "/blob/main/docs/cmdlets/";
}
