namespace ClaudeDesktop.Providers;

/// <summary>One line of a mapped provider: the model that Claude Desktop is shown, and the upstream model behind it.</summary>
public sealed record ModelRoute
{
    /// <summary>The Claude family that this route stands in for.</summary>
    public required ModelRole Role { get; init; }

    /// <summary>The id that Claude Desktop is shown, <c>claude-…</c>.</summary>
    public required string RouteId { get; init; }

    /// <summary>The label in Claude Desktop's picker; blank means the provider's name and the role.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The upstream's own model id. It never stands in Claude Desktop's files.</summary>
    public required string Model { get; init; }

    /// <summary>Whether Claude Desktop may offer the one-million-token variant.</summary>
    public bool Supports1M { get; init; }

    /// <summary>Another provider that serves this role, or null for the route's own.</summary>
    public string? ProviderId { get; init; }

    public override string ToString() => $"{RouteId} -> {Model}";
}
