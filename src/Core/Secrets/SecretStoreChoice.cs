namespace ClaudeDesktop.Secrets;

/// <summary>Where secrets are to lie.</summary>
/// <param name="Kind">The store.</param>
/// <param name="IsSettled">Whether this data folder's secrets lie there already, so that it need not show first that it works.</param>
/// <param name="IsWish">Whether the user named it, so that no other will do.</param>
public sealed record SecretStoreChoice(SecretStoreKind Kind, bool IsSettled, bool IsWish);
