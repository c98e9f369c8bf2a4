namespace ClaudeDesktop.EndToEnd.Targets;

/// <summary>The scripted upstream itself: what is left when nothing stands between.</summary>
internal sealed class DirectTarget(int port) : Target("direct", null)
{
    public override int Port { get; } = port;
}
