namespace ClaudeDesktop.Providers;

/// <summary>What may be shown of a key.</summary>
public static class KeyHint
{
    private const int Shown = 4;

    /// <summary>The key's last four characters; of a key too short to hide the rest, nothing but dots.</summary>
    public static string? Of(string? key) => key switch
    {
        null or "" => null,
        { Length: < Shown * 3 } => "…",
        _ => "…" + key.Remove(0, key.Length - Shown),
    };
}
