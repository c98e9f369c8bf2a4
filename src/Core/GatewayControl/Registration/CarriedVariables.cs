using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>
/// What says where everything lies, and for how long, in the environment of whoever registers a gateway. At logon there is another environment, so it goes along
/// among the arguments, which every system keeps; none of it is a secret.
/// </summary>
public static class CarriedVariables
{
    /// <summary>The argument before each of them.</summary>
    public const string Argument = "--variable";

    private const string Home = "CLAUDEDESKTOP_HOME";

    private static readonly string[] Names =
        ["CLAUDEDESKTOP_APP_HOME", "CLAUDEDESKTOP_APP_PATH", "CLAUDEDESKTOP_SECRET_STORE", "CLAUDEDESKTOP_USAGE_DAYS", "CLAUDE_CONFIG_DIR", "CLAUDE_USER_DATA_DIR", "XDG_CONFIG_HOME"];

    /// <summary>The arguments that take them along.</summary>
    public static IReadOnlyList<string> Arguments(HostSystem system, DataHome home)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(home);
        return
        [
            Argument, $"{Home}={home.Root}",
            .. Names.Where(name => system.Variable(name) is not null).SelectMany(name => new[] { Argument, $"{name}={system.Variable(name)}" }),
        ];
    }

    /// <summary>Reads one of them; null where it is none that may be taken along.</summary>
    public static KeyValuePair<string, string>? Parse(string? text)
    {
        var equals = text?.IndexOf('=') ?? -1;
        if (equals < 0)
            return null;
        var name = text!.Substring(0, equals);
        return name == Home || Names.Contains(name) ? new KeyValuePair<string, string>(name, text.Substring(equals + 1)) : null;
    }
}
