using System.Collections.Generic;

namespace ClaudeDesktop.Usage.Report;

/// <summary>Who and what: tables of names.</summary>
internal sealed class GroupSections(UsageTally tally)
{
    private const int Most = 20;
    private const int MostOfMany = 10;

    public Markup Sections()
    {
        var sections = new List<Markup>
        {
            new GroupTable(tally.Models, "Model", Most).Section("models", "By model", "As they were sent to the providers."),
            new GroupTable(tally.Providers, "Provider", Most).Section("providers", "By provider", "Who answered, or was asked last."),
        };
        if (tally.Failures.Count > 0)
            sections.Add(new FailureTable(tally).Section());
        AddIfSeveral(sections, tally.Projects, "Project", "projects", "By project", "As the client names what it works on.");
        AddIfSeveral(sections, tally.Users, "User", "users", "By user", "Whose gateway answered.");
        AddIfSeveral(sections, tally.Machines, "Machine", "machines", "By machine", "Where the gateway runs.");
        AddIfSeveral(sections, tally.Sessions, "Conversation", "sessions", "By conversation", "By the client's own name for each.");
        return Markup.Of($"""<div class="pairs">{sections}</div>""");
    }

    private static void AddIfSeveral(List<Markup> sections, BoundedGroups groups, string column, string id, string heading, string words)
    {
        if (groups.Count > 1)
            sections.Add(new GroupTable(groups, column, MostOfMany).Section(id, heading, words));
    }
}
