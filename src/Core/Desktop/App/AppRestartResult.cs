using System.Collections.Generic;

namespace ClaudeDesktop.Desktop.App;

/// <summary>What a restart did.</summary>
public sealed record AppRestartResult
{
    /// <summary>The app as it runs now.</summary>
    public required DesktopApp App { get; init; }

    /// <summary>Whether it ran before; if not, it was only started.</summary>
    public bool WasRunning { get; init; }

    /// <summary>Whether processes had to be ended that did not quit.</summary>
    public bool WasEnded { get; init; }

    /// <summary>The files that were put right while the app was down: what it had undone by saving its settings when it quit.</summary>
    public IReadOnlyList<string> WrittenAgain { get; init; } = [];

    public override string ToString() => App.ToString();
}
