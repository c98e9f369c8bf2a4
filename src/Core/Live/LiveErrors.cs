using System;
using System.Globalization;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Live;

/// <summary>What is said where an upstream cannot be asked, or answers nothing that can be read.</summary>
internal static class LiveErrors
{
    public static ClaudeDesktopException Unreachable(Provider provider, Uri address, Exception cause) => new(
        ErrorCode.UpstreamUnreachable,
        $"Provider '{provider.Name}' cannot be reached at {Host(address)}: {Reason(cause)}",
        IsTls(cause) ? Tls(provider, cause)
            : address.IsLoopback
            ? "Start the server on this machine, or correct the port of its base address."
            : "Check the base address, the network and the proxy of this machine.",
        provider.Id);

    public static ClaudeDesktopException RootsUnreadable(Provider provider, Exception cause) => new(
        ErrorCode.UpstreamUnreachable,
        $"The root certificates of provider '{provider.Name}' cannot be read from '{provider.RootCertificatePath}': {cause.Message}",
        $"Correct it with: Set-CDProvider {provider.Id} -RootCertificatePath PATH",
        provider.Id,
        cause);

    public static ClaudeDesktopException TooSlow(Provider provider, Uri address, TimeSpan patience) => new(
        ErrorCode.UpstreamTimeout,
        string.Format(CultureInfo.InvariantCulture, "Provider '{0}' at {1} did not answer within {2:0.#} seconds.", provider.Name, Host(address), patience.TotalSeconds),
        "Try again, or wait longer with -TimeoutSec: a model that is loaded first can take minutes.",
        provider.Id);

    public static ClaudeDesktopException WebPage(Provider provider, Uri address) => new(
        ErrorCode.UpstreamAddressWrong,
        $"Provider '{provider.Name}' answers at {Place(address)} with a web page, not with an API's answer.",
        $"Correct its base address: Set-CDProvider {provider.Id} -BaseUri ADDRESS. A network that wants a sign-in first can answer so, too.",
        provider.Id);

    public static ClaudeDesktopException Unreadable(Provider provider, Uri address, string what) => new(
        ErrorCode.UpstreamAnswerUnreadable,
        $"Provider '{provider.Name}' answers at {Place(address)} with {what}.",
        $"Check its base address and its format ({provider.ApiFormat}).",
        provider.Id);

    /// <summary>An address as it may be shown: without a query.</summary>
    public static string Place(Uri address) => address.GetLeftPart(UriPartial.Path);

    private static string Host(Uri address) => address.GetLeftPart(UriPartial.Authority);

    private static bool IsTls(Exception? cause) => cause is not null && (cause is AuthenticationException || IsTls(cause.InnerException));

    private static string Tls(Provider provider, Exception cause) => Reason(cause).StartsWith("its certificate", StringComparison.Ordinal)
        ? $"Where it is your company's proxy that shows this certificate, trust its root: Set-CDProvider {provider.Id} -RootCertificatePath PATH. Else somebody stands in between."
        : $"If the server speaks plain HTTP there, its base address begins with http: Set-CDProvider {provider.Id} -BaseUri ADDRESS. Else something on the way breaks TLS.";

    private static string Reason(Exception cause)
    {
        for (var inner = cause; inner is not null; inner = inner.InnerException)
        {
            if (inner is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain })
                return "its name is not known (DNS).";
            if (inner is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
                return "nothing listens there.";
            if (inner is AuthenticationException)
                return inner.InnerException is null && inner.Message.StartsWith("its certificate", StringComparison.Ordinal) ? inner.Message : "TLS failed.";
        }

        return cause is HttpRequestException ? $"{(cause.InnerException ?? cause).Message.TrimEnd('.')}." : "the connection broke.";
    }
}
