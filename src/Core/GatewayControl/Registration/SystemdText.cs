using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>Values in a unit file, quoted so that systemd reads them back as they were.</summary>
internal static class SystemdText
{
    public static string Command(RegisteredProgram program) => string.Join(" ", new[] { Program(program.FileName) }.Concat(program.Arguments.Select(Argument)));

    public static IEnumerable<string> Environment(IReadOnlyDictionary<string, string> variables) =>
        variables.Select(variable => "Environment=" + Quote($"{variable.Key}={variable.Value}", doublesDollar: false));

    // Variables are not looked for in the program's path, so there a dollar sign stands for itself.
    private static string Program(string path) => Quote(path, doublesDollar: false);

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
