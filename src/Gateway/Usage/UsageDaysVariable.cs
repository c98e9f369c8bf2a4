using System.Globalization;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Usage;

/// <summary>Says for how many days what was used stays written down.</summary>
internal static class UsageDaysVariable
{
    public const int Default = 90;
    private const string Name = "CLAUDEDESKTOP_USAGE_DAYS";
    private const int Most = 36500;

    /// <summary>What is no number of days is the default: a slip of the pen deletes nothing.</summary>
    public static int Read(HostSystem system) =>
        int.TryParse(system.Variable(Name), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= Most ? days : Default;
}
