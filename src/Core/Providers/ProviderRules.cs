using System;
using System.Collections.Generic;
using System.Linq;

namespace ClaudeDesktop.Providers;

/// <summary>What a provider must be so that Claude Desktop can use it. Every rule says in a sentence what is wrong and what to do.</summary>
public static class ProviderRules
{
    private static readonly string[] CredentialWords = ["authorization", "api-key", "apikey", "cookie", "secret", "password"];
    private static readonly string[] CredentialParts = ["auth", "token"];
    private static readonly string[] OfTheConnection = ["Connection", "Expect", "Host", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade"];

    /// <summary>Throws an error that lists everything that is wrong with the provider.</summary>
    public static void Check(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var problems = Problems(provider).ToList();
        if (problems.Count > 0)
        {
            throw new ClaudeDesktopException(
                ErrorCode.ProviderInvalid,
                $"Provider '{provider.Name}' cannot be used: {string.Join(" ", problems)}",
                "Correct what is named, and run the command again.",
                provider.Id);
        }
    }

    /// <summary>Throws where the provider cannot serve Claude Desktop as it stands.</summary>
    public static void CheckUsable(Provider provider)
    {
        Check(provider);
        if (provider is { Mode: ProviderMode.Mapped, Routes.Count: 0 })
        {
            throw new ClaudeDesktopException(
                ErrorCode.ProviderInvalid,
                $"Provider '{provider.Name}' has no route, so Claude Desktop would have no model to offer.",
                $"Give it one: Set-CDProvider {provider.Id} -Route (New-CDModelRoute -Role Sonnet -Model MODEL).",
                provider.Id);
        }

        CheckOffered(provider);
    }

    private static void CheckOffered(Provider provider)
    {
        if (provider.Mode == ProviderMode.Mapped && ModelPolicy.Offered(provider).Routes.Count == 0)
        {
            throw new ClaudeDesktopException(
                ErrorCode.ProviderInvalid,
                $"Provider '{provider.Name}' allows none of its routes' models, so Claude Desktop would have no model to offer.",
                $"Change its lists: Set-CDProvider {provider.Id} -AllowModel PATTERN -DenyModel PATTERN; an empty list (@()) takes one away.",
                provider.Id);
        }
    }

    public static IEnumerable<string> Problems(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return Common(provider).Concat(provider.Mode switch
        {
            ProviderMode.Direct => Direct(provider),
            ProviderMode.Mapped => Mapped(provider),
            _ => ["Official mode is Claude Desktop's own; Restore-CDOfficial switches to it."],
        });
    }

    private static IEnumerable<string> Common(Provider provider)
    {
        if (string.IsNullOrWhiteSpace(provider.Name))
            yield return "It has no name.";
        if (!ProviderId.IsValid(provider.Id))
            yield return $"Its id '{provider.Id}' must be 1 to 64 lower-case letters, digits, dots, dashes or underscores, beginning with a letter or a digit.";
        foreach (var what in Hidden(provider))
            yield return $"{what} holds control characters.";
        if (BaseUriProblem(provider.BaseUri) is { } problem)
            yield return problem;
        foreach (var problemOfTheWay in ConnectionRules.Problems(provider))
            yield return problemOfTheWay;
        foreach (var name in provider.Headers.Keys)
        {
            if (IsCredential(name))
                yield return $"The header '{name}' carries a credential: give it as -ApiKey, so that it is kept with the secrets.";
            else if (IsOfTheBody(name))
                yield return SetByTheSender(name);
            else if (HeaderProblem(name, provider.Headers[name]) is { } unsendable)
                yield return unsendable;
            else if (string.Equals(name, PortkeyMetadata.Header, StringComparison.OrdinalIgnoreCase) && PortkeyMetadata.Problem(provider.Headers[name]) is { } wrong)
                yield return $"The header '{name}' cannot be used: {wrong}";
        }

        foreach (var problemOfPolicy in PolicyRules.Problems(provider))
            yield return problemOfPolicy;
    }

    /// <summary>What would send a request elsewhere, or otherwise than it seems: to be asked again before a stored provider is used.</summary>
    public static IEnumerable<string> SendProblems(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (BaseUriProblem(provider.BaseUri) is { } problem)
            yield return problem;
        foreach (var problemOfTheWay in ConnectionRules.Problems(provider))
            yield return problemOfTheWay;
        foreach (var header in provider.Headers)
        {
            if (HeaderProblem(header.Key, header.Value) is { } unsendable)
                yield return unsendable;
        }
    }

    private static string? HeaderProblem(string name, string value) =>
        OfTheConnection.Contains(name, StringComparer.OrdinalIgnoreCase) ? SetByTheSender(name)
        : name.Length == 0 || !name.All(IsTokenCharacter) || value.Any(char.IsControl) ? $"'{name}' is not a header that can be sent."
        : name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) || name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase) ? SetByTheSender(name)
        : null;

    private static string SetByTheSender(string name) => $"The header '{name}' is set by whoever sends a request, and cannot be given.";

    /// <summary>Whether a header describes the body of a request, and not the request.</summary>
    public static bool IsOfTheBody(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) || header.ToUpperInvariant() is "ALLOW" or "EXPIRES" or "LAST-MODIFIED";
    }

    private static IEnumerable<string> Hidden(Provider provider)
    {
        if (!PlainText.IsPlain(provider.Name))
            yield return "Its name";
        if (!PlainText.IsPlain(provider.Notes, lines: true))
            yield return "The text of its notes";
        if (!PlainText.IsPlain(provider.Preset) || !provider.Fallback.Concat(provider.CoworkEgressAllowedHosts).Concat(provider.Models).Concat(provider.AllowModels).Concat(provider.DenyModels).All(text => PlainText.IsPlain(text)))
            yield return "One of its lists or its preset";
        if (provider.Routes.Any(route => !PlainText.IsPlain(route.Model) || !PlainText.IsPlain(route.DisplayName) || !PlainText.IsPlain(route.ProviderId)))
            yield return "One of its routes";
    }

    private static IEnumerable<string> Direct(Provider provider)
    {
        if (provider.ApiFormat != ApiFormat.AnthropicMessages)
            yield return $"Claude Desktop speaks only AnthropicMessages itself; for {provider.ApiFormat} use Mapped mode.";
        if (provider.AuthScheme == AuthScheme.GoogleApiKey)
            yield return "Claude Desktop sends a key as Bearer or XApiKey only; for GoogleApiKey use Mapped mode.";
        if (provider.Routes.Count > 0)
            yield return "Routes need the local gateway: use Mapped mode, or give plain names with -Model.";
        if (provider.Fallback.Count > 0)
            yield return PolicyRules.NeedsGateway("Failover needs");
        foreach (var problem in PolicyRules.Direct(provider))
            yield return problem;
        foreach (var problem in ConnectionRules.Direct(provider))
            yield return problem;
        foreach (var model in provider.Models.Where(model => !SafeModelName.IsSafe(model)))
            yield return $"The model name '{model}' would make Claude Desktop drop the whole list: it must be like claude-sonnet-5 or anthropic/claude-opus-5.";
    }

    private static IEnumerable<string> Mapped(Provider provider)
    {
        if (provider.Models.Count > 0)
            yield return "Models are for Direct mode: in Mapped mode each model is a route (New-CDModelRoute).";
        foreach (var route in provider.Routes)
        {
            if (!SafeModelName.IsSafe(route.RouteId))
                yield return $"The route id '{route.RouteId}' would make Claude Desktop drop the whole list: it must be like {ModelRoles.DefaultRouteId(route.Role)}.";
            if (string.IsNullOrWhiteSpace(route.Model))
                yield return $"The route '{route.RouteId}' names no upstream model.";
        }

        foreach (var twice in provider.Routes.GroupBy(route => route.RouteId, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            yield return $"The route id '{twice.Key}' stands twice.";
    }

    private static string? BaseUriProblem(Uri? uri) => uri switch
    {
        null => "It has no base address (-BaseUri).",
        { IsAbsoluteUri: false } => $"Its base address '{uri}' must be absolute, like https://api.example.com.",
        { UserInfo.Length: > 0 } => "Its base address must not hold a user name or a password.",
        { Query.Length: > 0 } or { Fragment.Length: > 0 } => $"Its base address '{uri.GetLeftPart(UriPartial.Path)}' must end before the '?' or '#'.",
        { Scheme: "https" } => null,
        { Scheme: "http", IsLoopback: true } => null,
        { Scheme: "http" } => $"Its base address '{uri}' must use https: only this machine's own addresses may use http.",
        _ => $"Its base address '{uri}' must use https.",
    };

    // x-auth-token is one; x-author and x-max-tokens are not.
    internal static bool IsCredential(string name) =>
        CredentialWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))
        || name.Split('-', '_').Any(part => CredentialParts.Contains(part, StringComparer.OrdinalIgnoreCase));

    private static bool IsTokenCharacter(char c) => c is > ' ' and < (char)127 && "()<>@,;:\\\"/[]?={}".IndexOf(c) < 0;
}
