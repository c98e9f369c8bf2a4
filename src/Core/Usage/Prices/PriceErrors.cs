using System;

namespace ClaudeDesktop.Usage.Prices;

/// <summary>What the module says about lists of prices.</summary>
public static class PriceErrors
{
    public static ClaudeDesktopException Missing(string path) => new(
        ErrorCode.ImportSourceMissing,
        $"There is no file '{path}'. No price was changed.",
        "Name the file with -Path.",
        path);

    public static ClaudeDesktopException Invalid(string origin, FormatException cause) => new(
        ErrorCode.PriceListInvalid,
        $"'{origin}' {(cause.Message.StartsWith("row ", StringComparison.Ordinal) ? "has a mistake in " : "")}{cause.Message}. No price was changed.",
        "Put it right, and run the command again.",
        origin,
        cause);

    public static ClaudeDesktopException NotAllowed(Uri address) => new(
        ErrorCode.PriceSourceRefused,
        $"Prices are not fetched from '{Shown(address)}'. No price was changed.",
        "Give an address that begins with https:// and holds no user name or password; or one of this machine.",
        Shown(address));

    // Without a name and a password, and without a query, which may hold a key.
    private static string Shown(Uri address) =>
        address.IsAbsoluteUri ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : address.OriginalString;

    public static ClaudeDesktopException Failed(Uri address, string why, Exception? cause = null) => new(
        ErrorCode.PriceSourceRefused,
        $"Prices could not be fetched from '{Shown(address)}': {why} No price was changed.",
        "Check the address in a browser; or download the list yourself, and give it with -Path.",
        Shown(address),
        cause);
}
