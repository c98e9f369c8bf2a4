using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace ClaudeDesktop.Desktop.Health;

/// <summary>Reads what <c>netsh interface ipv4 show excludedportrange</c> prints: whatever its language, a range is a line that begins with two numbers.</summary>
internal static class ExcludedPorts
{
    public const string Arguments = "interface ipv4 show excludedportrange protocol=tcp";

    private static readonly char[] Blanks = [' ', '\t'];

    public static IEnumerable<(int First, int Last)> Parse(string output)
    {
        using var lines = new StringReader(output);
        while (lines.ReadLine() is { } line)
        {
            var words = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 2 && Port(words[0]) is { } first && Port(words[1]) is { } last && first <= last)
                yield return (first, last);
        }
    }

    private static int? Port(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535 ? number : null;
}
