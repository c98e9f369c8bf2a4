using System;
using System.Collections.Generic;

namespace ClaudeDesktop.Providers;

/// <summary>What the placeholders of a header stand for in one request.</summary>
public sealed record HeaderValues
{
    internal static readonly IReadOnlyList<string> Names = ["user", "host", "session", "provider", "model", "role"];

    // The system is asked for them anew each time, and they do not change.
    private static readonly string OwnUser = Environment.UserName;
    private static readonly string OwnHost = Environment.MachineName;

    /// <summary>The account on this machine.</summary>
    public string User { get; init; } = OwnUser;

    /// <summary>This machine's name.</summary>
    public string Host { get; init; } = OwnHost;

    /// <summary>The client's name for the conversation; null where it told none.</summary>
    public string? Session { get; init; }

    /// <summary>The provider's id.</summary>
    public string? Provider { get; init; }

    /// <summary>The upstream's model.</summary>
    public string? Model { get; init; }

    /// <summary>The role that the model was asked for in; null where it has none.</summary>
    public ModelRole? Role { get; init; }

    internal string? Find(string name) => name switch
    {
        "user" => User,
        "host" => Host,
        "session" => Session,
        "provider" => Provider,
        "model" => Model,
        "role" => Role?.ToString(),
        _ => null,
    };
}
