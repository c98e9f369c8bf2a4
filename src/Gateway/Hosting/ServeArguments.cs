using System.Globalization;
using System.Net;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>The command line of <c>serve</c>.</summary>
/// <param name="Port">0 takes a free port, null the store's.</param>
/// <param name="Address">Where to listen; null is 127.0.0.1, and all else is refused at start.</param>
/// <param name="Home">The data folder; null takes the user's.</param>
/// <param name="WatchStandardInput">Stop when standard input ends, and stay out of the parent's terminal.</param>
/// <param name="TakeKeys">Read one line with keys from standard input first.</param>
internal sealed record ServeArguments(int? Port, IPAddress? Address, string? Home, bool WatchStandardInput, bool TakeKeys)
{
    private const int HighestPort = 65535;

    /// <summary>The arguments, or null where they are not understood.</summary>
    public static ServeArguments? Parse(string[] arguments)
    {
        var parsed = new ServeArguments(null, null, null, false, false);
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            switch (arguments[i])
            {
                case "--watch-stdin":
                    parsed = parsed with { WatchStandardInput = true };
                    break;
                case "--take-keys":
                    parsed = parsed with { TakeKeys = true };
                    break;
                case "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= HighestPort:
                    parsed = parsed with { Port = port };
                    i++;
                    break;
                case "--address" when IPAddress.TryParse(value, out var address):
                    parsed = parsed with { Address = address };
                    i++;
                    break;
                case "--home" when !string.IsNullOrWhiteSpace(value):
                    parsed = parsed with { Home = value };
                    i++;
                    break;
                default:
                    return null;
            }
        }

        return parsed;
    }
}
