using System;
using System.Globalization;
using System.IO;

namespace ClaudeDesktop.EndToEnd;

/// <summary>What is to be measured.</summary>
internal sealed record Options
{
    /// <summary>The folder of the gateway in a built module.</summary>
    public required string Gateway { get; init; }

    /// <summary>How often each figure is taken; the table has the medians.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Cost against size rather than the comparison.</summary>
    public bool Sizes { get; init; }

    /// <summary>The hosts to measure; all that this machine has where none is named.</summary>
    public string[] Only { get; init; } = [];

    /// <summary>Everything once and short: to see that it works.</summary>
    public bool Quick { get; init; }

    /// <summary>The options, or null where they are not understood.</summary>
    public static Options? Parse(string[] arguments)
    {
        var options = new Options { Gateway = "" };
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--sizes":
                    options = options with { Sizes = true };
                    break;
                case "--quick":
                    options = options with { Quick = true, Rounds = 1 };
                    break;
                case "--gateway" when i + 1 < arguments.Length && Directory.Exists(arguments[i + 1]):
                    options = options with { Gateway = Path.GetFullPath(arguments[++i]) };
                    break;
                case "--rounds" when i + 1 < arguments.Length && int.TryParse(arguments[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var rounds) && rounds > 0:
                    (options, i) = (options with { Rounds = rounds }, i + 1);
                    break;
                case "--only" when i + 1 < arguments.Length:
                    options = options with { Only = arguments[++i].Split(',', StringSplitOptions.RemoveEmptyEntries) };
                    break;
                default:
                    return null;
            }
        }

        return options.Gateway.Length > 0 ? options : null;
    }
}
