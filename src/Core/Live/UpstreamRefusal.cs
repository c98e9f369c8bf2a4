using System;
using System.Linq;
using System.Net.Http;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Upstreams;

namespace ClaudeDesktop.Live;

/// <summary>Explains an answer that is a refusal: what it means, and what to change.</summary>
internal static class UpstreamRefusal
{
    private static readonly string[] Credit = ["insufficient_quota", "credit balance", "insufficient balance", "insufficient credit", "billing_error", "billing_hard_limit", "out of credits", "payment required"];
    private static readonly string[] BadKey = ["api key not valid", "api_key_invalid", "invalid api key", "invalid_api_key", "authentication_error", "invalid x-api-key"];

    private static readonly string[] NoModel = ["not exist", "not found", "unknown model", "invalid model", "no such model", "not a valid model", "model_not_found", "unsupported model", "not supported model"];

    /// <param name="asked">Who was asked, where, for which model and with which key.</param>
    /// <param name="response">The answer.</param>
    /// <param name="words">What the answer says.</param>
    public static ClaudeDesktopException Of(Asked asked, HttpResponseMessage response, UpstreamWords words)
    {
        var status = (int)response.StatusCode;
        var searchable = words.Searchable;
        var said = words.Message(asked.Key) is { Length: > 0 } text ? Refusal.Quote + text : "";
        var (code, problem, action) = status switch
        {
            >= 300 and < 400 => Redirect(asked, status, response.Headers.Location),
            400 when words.Says("HTTP request", "HTTPS") => Plain(asked),
            402 => NoCredit(asked, status),
            < 500 when Says(searchable, Credit) => NoCredit(asked, status),
            401 => BadKeyOf(asked, status),
            400 when Says(searchable, BadKey) => BadKeyOf(asked, status),
            403 => Forbidden(asked, words.IsWebPage),
            404 or 405 or 410 => NotFound(asked, status, words),
            407 or 511 => (ErrorCode.UpstreamRefused, $"was not asked: a proxy or network on the way wants a sign-in first ({status}).", $"Sign in there in a browser, or name the proxy: Set-CDProvider {asked.Provider.Id} -Proxy ADDRESS."),
            400 or 422 when asked.Model is not null && Says(searchable, ["model"]) && Says(searchable, NoModel) => NoModelOf(asked, status),
            429 => (ErrorCode.UpstreamBusy, $"asks to be left alone for a while ({status}).", "Wait a little and try again, or raise the limit of your plan."),
            >= 500 => (ErrorCode.UpstreamBusy, $"has a problem of its own ({status}).", "Try again later; the vendor's status page may tell more."),
            _ => (ErrorCode.UpstreamRefused, $"refuses the request ({status}).", $"Check the model's name and the format ({asked.Provider.ApiFormat}); Get-CDModel {asked.Provider.Id} lists the models."),
        };
        var redactor = Redactor.None.With(asked.Key);
        return new ClaudeDesktopException(code, $"Provider '{asked.Provider.Name}' {redactor.Of(problem)}{said}", redactor.Of(action), asked.Provider.Id);
    }

    // Where the same path is at the other place, only the beginning of the address is wrong.
    private static (ErrorCode Code, string Problem, string Action) Redirect(Asked asked, int status, Uri? target)
    {
        if (target is { IsAbsoluteUri: false })
            target = new Uri(asked.Address, target);
        var place = target is null ? "" : $" to {LiveErrors.Place(target)}";
        if (target is not null && target.Authority == asked.Address.Authority && target.AbsolutePath == asked.Address.AbsolutePath + "/")
            return (ErrorCode.UpstreamAddressWrong, $"sends on from {LiveErrors.Place(asked.Address)} to the same with a slash at its end ({status}); a key is never sent on.", "Have the server, or the proxy before it, answer without that slash: no client of this API sends it.");
        var path = asked.Address.AbsolutePath.Remove(0, asked.Provider.BaseUri!.AbsolutePath.TrimEnd('/').Length is var length && length <= asked.Address.AbsolutePath.Length ? length : 0);
        var correct = target is not null && path.Length > 0 && target.AbsolutePath.EndsWith(path, StringComparison.Ordinal)
            ? target.GetLeftPart(UriPartial.Authority) + target.AbsolutePath.Remove(target.AbsolutePath.Length - path.Length)
            : "ADDRESS";
        return (ErrorCode.UpstreamAddressWrong, $"sends on from {LiveErrors.Place(asked.Address)}{place} ({status}); a key is never sent on.", $"Correct its base address: Set-CDProvider {asked.Provider.Id} -BaseUri {correct}{(correct == "ADDRESS" ? "." : "")}");
    }

    private static (ErrorCode Code, string Problem, string Action) Plain(Asked asked) =>
        (ErrorCode.UpstreamAddressWrong, $"speaks TLS at {asked.Address.Authority}, and was asked without (400).", $"Its base address begins with https: Set-CDProvider {asked.Provider.Id} -BaseUri {new UriBuilder(asked.Provider.BaseUri!) { Scheme = "https" }.Uri}");

    private static (ErrorCode Code, string Problem, string Action) NoModelOf(Asked asked, int status) =>
        (ErrorCode.UpstreamModelUnknown, $"does not know the model '{asked.Model}' ({status}).", $"See which it has: Get-CDModel {asked.Provider.Id}");

    private static (ErrorCode Code, string Problem, string Action) NoCredit(Asked asked, int status) =>
        (ErrorCode.UpstreamNoCredit, $"knows the key, but the account has no credit ({status}).", $"Add credit{At(asked.Provider.Website)}, or use a key of another account.");

    private static (ErrorCode Code, string Problem, string Action) BadKeyOf(Asked asked, int status) => asked.Provider.AuthScheme == AuthScheme.None
        ? (ErrorCode.UpstreamKeyRefused, $"wants a key ({status}), and none is set up for it.", $"Give it one: Set-CDProvider {asked.Provider.Id} -AuthScheme Bearer -ApiKey (Read-Host -AsSecureString).")
        : (ErrorCode.UpstreamKeyRefused, $"does not accept the key ({status}).", $"Copy the key again{At(Presets.Find(asked.Provider.Preset)?.KeyPage ?? asked.Provider.Website)}, and set it: Set-CDProvider {asked.Provider.Id} -ApiKey (Read-Host -AsSecureString).");

    private static (ErrorCode Code, string Problem, string Action) Forbidden(Asked asked, bool isWebPage) => isWebPage
        ? (ErrorCode.UpstreamRefused, "is behind a firewall that turns this machine away (403).", "Check whether the vendor serves your country, and whether a VPN or proxy is in the way.")
        : (ErrorCode.UpstreamKeyRefused, "knows the key, but does not let it do this (403).", $"Check the key's rights and the models of its plan{At(asked.Provider.Website)}.");

    private static (ErrorCode Code, string Problem, string Action) NotFound(Asked asked, int status, UpstreamWords words)
    {
        var place = LiveErrors.Place(asked.Address);
        if (place.Contains("/v1/v1/", StringComparison.Ordinal))
            return (ErrorCode.UpstreamAddressWrong, $"has nothing at {place} ({status}): the base address has a '/v1' too many.", $"Take it away: Set-CDProvider {asked.Provider.Id} -BaseUri {LiveErrors.Place(asked.Address).Substring(0, place.IndexOf("/v1/v1/", StringComparison.Ordinal))}");
        if (asked.Model is not null && status == 404 && !words.IsWebPage && Says(words.Searchable, ["model"]))
            return NoModelOf(asked, status);
        return (ErrorCode.UpstreamAddressWrong, $"has nothing at {place} ({status}).", $"Correct its base address ('{asked.Provider.BaseUri}') or its format ({asked.Provider.ApiFormat}) with Set-CDProvider {asked.Provider.Id}.");
    }

    private static bool Says(string text, string[] words) => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string At(Uri? page) => page is null ? "" : $" at {page}";
}
