using System;

namespace ClaudeDesktop;

/// <summary>A failure that a person can act on: what happened, to what, and what to do.</summary>
#pragma warning disable CA1032 // Without a code and an action it would not be this exception.
public sealed class ClaudeDesktopException : Exception
#pragma warning restore CA1032
{
    public ClaudeDesktopException(ErrorCode code, string message, string recommendedAction, object? target = null, Exception? cause = null)
        : base(message, cause)
    {
        Code = code;
        RecommendedAction = recommendedAction;
        Target = target;
    }

    public ErrorCode Code { get; }

    public string RecommendedAction { get; }

    /// <summary>What the failure is about: a provider's id, a path, a port.</summary>
    public object? Target { get; }
}
