namespace ClaudeDesktop.Usage.Prices;

public enum PriceChangeKind
{
    Added,
    Changed,
    Removed,
}
