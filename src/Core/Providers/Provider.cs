using System;
using System.Collections.Generic;

namespace ClaudeDesktop.Providers;

/// <summary>Someone whom Claude Desktop can take its inference from. Never carries the key itself.</summary>
public sealed record Provider
{
    /// <summary>Stable and unique: a slug, or the id that an import brought.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required ProviderMode Mode { get; init; }

    public ApiFormat ApiFormat { get; init; }

    /// <summary>The address that requests start from; null for the official provider only.</summary>
    public Uri? BaseUri { get; init; }

    public AuthScheme AuthScheme { get; init; }

    /// <summary>Direct mode only: the models that Claude Desktop offers. Empty lets it discover them.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The last four characters of the key, to tell one from another; null without a key.</summary>
    public string? KeyHint { get; init; }

    /// <summary>Where the key is: in this module's store, in a variable, or in a vault.</summary>
    public KeySource KeySource { get; init; } = KeySource.Store;

    public IReadOnlyList<ModelRoute> Routes { get; init; } = [];

    /// <summary>Headers that every request to the provider carries. No credentials: those are keys.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = NoHeaders;

    /// <summary>The preset that the provider was made from, if any.</summary>
    public string? Preset { get; init; }

    public string? Notes { get; init; }

    public Uri? Website { get; init; }

    /// <summary>Ids of the providers to try next when this one fails.</summary>
    public IReadOnlyList<string> Fallback { get; init; } = [];

    /// <summary>Leaves the choice between Claude.ai and the gateway on Claude Desktop's login screen (<c>disableDeploymentModeChooser</c> is then left out).</summary>
    public bool KeepModeChooser { get; init; }

    /// <summary>Hosts that Cowork's sandbox may reach besides the inference endpoint; empty leaves Claude Desktop's default.</summary>
    public IReadOnlyList<string> CoworkEgressAllowedHosts { get; init; } = [];

    /// <summary>Mapped mode only: the one certificate that the provider's address may show, as SHA-256 in hexadecimal digits; null goes by the system's trust.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>Mapped mode only: a PEM file with root certificates that count besides the system's, such as those of a company's proxy.</summary>
    public string? RootCertificatePath { get; init; }

    /// <summary>Mapped mode only: the proxy on the way to the provider; null takes the system's. This machine's own addresses are always asked directly.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Direct mode only: the key stands in Claude Desktop's profile in plain text, also where Claude Desktop could ask a helper for it.</summary>
    public bool PlainTextKey { get; init; }

    /// <summary>Mapped mode only: what the gateway puts into the body of each request, as a JSON object; null for nothing.</summary>
    public string? BodyAdditions { get; init; }

    /// <summary>Mapped mode only: patterns of the upstream's models that may be asked; empty allows all.</summary>
    public IReadOnlyList<string> AllowModels { get; init; } = [];

    /// <summary>Mapped mode only: patterns of models, by the upstream's name or the requested one, that may not be asked.</summary>
    public IReadOnlyList<string> DenyModels { get; init; } = [];

    /// <summary>For OpenRouter in Mapped mode: whom it shall pass requests on to, the best first; empty leaves it the choice.</summary>
    public IReadOnlyList<string> ProviderOrder { get; init; } = [];

    /// <summary>For OpenRouter in Mapped mode: nobody outside the order is asked.</summary>
    public bool StrictProviderOrder { get; init; }

    /// <summary>For OpenRouter in Mapped mode: whether a request may go to somebody who keeps it; null leaves it to the account's settings.</summary>
    public DataPolicy? DataPolicy { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Whether Claude Desktop was last switched to this provider.</summary>
    public bool IsActive { get; init; }

    public bool IsOfficial => Mode == ProviderMode.Official;

    /// <summary>Whether the key is in the second of its two places: what is said with the address, so that no key goes to an address that it was not given for.</summary>
    internal bool UsesSecondKey { get; init; }

    public override string ToString() => Name;

    private static readonly IReadOnlyDictionary<string, string> NoHeaders = new Dictionary<string, string>();
}
