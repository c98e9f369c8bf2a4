namespace ClaudeDesktop.Usage.Prices;

/// <summary>Whose list a price stands in.</summary>
public enum PriceOrigin
{
    /// <summary>The list that comes with the module: public list prices as of its release.</summary>
    Module,

    /// <summary>The user's own list, which wins.</summary>
    User,

    /// <summary>No list: a model that runs on this machine costs nothing.</summary>
    Local,
}
