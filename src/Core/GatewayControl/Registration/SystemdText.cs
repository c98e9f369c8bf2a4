using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>Values in a unit file, quoted so that systemd reads them back as they were.</summary>
internal static class SystemdText
{
    // systemd runs no program with one of these in its path, whatever the quoting. It hands them on as arguments, though, and a shell needs no more.
    private static readonly char[] RefusedInPaths = ['"', '\'', '\\', '$'];

    public static string Command(RegisteredProgram program)
    {
        var isRefused = program.FileName.IndexOfAny(RefusedInPaths) >= 0;
        var start = isRefused ? "/bin/sh -c " + Argument("exec \"$0\" \"$@\"") + " " + Argument(program.FileName) : Quote(program.FileName, doublesDollar: false);
        return string.Join(" ", new[] { start }.Concat(program.Arguments.Select(Argument)));
    }

    public static IEnumerable<string> Environment(IReadOnlyDictionary<string, string> variables) =>
        variables.Select(variable => "Environment=" + Quote($"{variable.Key}={variable.Value}", doublesDollar: false));

    private static string Argument(string argument) => Quote(argument, doublesDollar: true);

    private static string Quote(string value, bool doublesDollar)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '%' => quoted.Append("%%"),
                '$' when doublesDollar => quoted.Append("$$"),
                < ' ' or '\u007f' => quoted.Append("\\x").Append(((int)c).ToString("x2", CultureInfo.InvariantCulture)),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
