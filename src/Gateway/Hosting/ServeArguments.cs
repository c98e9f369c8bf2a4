using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using ClaudeDesktop.GatewayControl.Registration;

namespace ClaudeDesktop.Gateway.Hosting;

/// <summary>The command line of <c>serve</c> and <c>repair</c>.</summary>
internal sealed record ServeArguments
{
    private const int HighestPort = 65535;

    /// <summary>0 takes a free port, null the store's.</summary>
    public int? Port { get; private init; }

    /// <summary>Where to listen; null is 127.0.0.1, and all else is refused at start.</summary>
    public IPAddress? Address { get; private init; }

    /// <summary>The data folder; null takes the user's.</summary>
    public string? Home { get; private init; }

    /// <summary>Stop when standard input ends, and stay out of the parent's terminal.</summary>
    public bool WatchStandardInput { get; private init; }

    /// <summary>Read one line with keys from standard input first.</summary>
    public bool TakeKeys { get; private init; }

    /// <summary>Run for the operating system, with nobody at either end.</summary>
    public bool IsRegistered { get; private init; }

    /// <summary>Write the log to the data folder as well.</summary>
    public bool WritesLog { get; private init; }

    /// <summary>What is less grave does not go into the file.</summary>
    public LogLevel LogLevel { get; private init; }

    /// <summary>What stood in the environment of whoever registered the gateway.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Variables { get; private init; } = [];

    /// <summary>The arguments, or null where they are not understood.</summary>
    public static ServeArguments? Parse(string[] arguments)
    {
        var parsed = new ServeArguments();
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = i + 1 < arguments.Length ? arguments[i + 1] : null;
            if (parsed.With(arguments[i]) is { } flagged)
                parsed = flagged;
            else if (parsed.With(arguments[i], value) is { } valued)
                (parsed, i) = (valued, i + 1);
            else
                return null;
        }

        return parsed;
    }

    private ServeArguments? With(string flag) => flag switch
    {
        "--watch-stdin" => this with { WatchStandardInput = true },
        "--take-keys" => this with { TakeKeys = true },
        "--registered" => this with { IsRegistered = true, WritesLog = true },
        "--write-log" => this with { WritesLog = true },
        _ => null,
    };

    private ServeArguments? With(string name, string? value) => name switch
    {
        "--port" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= HighestPort => this with { Port = port },
        "--address" when IPAddress.TryParse(value, out var address) => this with { Address = address },
        "--home" when !string.IsNullOrWhiteSpace(value) => this with { Home = value },
        "--log-level" when Enum.TryParse<LogLevel>(value, out var level) && Enum.IsDefined(level) => this with { LogLevel = level },
        CarriedVariables.Argument when CarriedVariables.Parse(value) is { } variable => this with { Variables = Variables.Add(variable) },
        _ => null,
    };
}
