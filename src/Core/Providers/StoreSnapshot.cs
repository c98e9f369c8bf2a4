using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Providers;

/// <summary>The store as it was at one moment. Changing it gives another snapshot; only <see cref="ProviderStore"/> writes one.</summary>
public sealed class StoreSnapshot
{
    /// <summary>The version of the store's shape that this code writes, and the newest that it reads.</summary>
    public const int SchemaVersion = 1;

    /// <summary>The gateway's port unless another was chosen.</summary>
    public const int DefaultPort = 15721;
    private const int HighestPort = 65535;

    private const string ListName = "providers";
    private const string MadeIndexName = "madeIndex";
    private readonly JsonText _text;
    private readonly string _path;
    private Dictionary<string, Provider>? _byId;

    private StoreSnapshot(JsonText text, string path)
    {
        _text = text;
        _path = path;
        RefuseNewer(text, path);
        ActiveId = text.FindString("activeProviderId");
        PreviousAppliedId = text.FindString("previousAppliedId");
        MadeIndex = text.Find(MadeIndexName) is { } made && made.Span.SequenceEqual(JsonRaw.True);
        GatewayPort = ReadPort(text, path);
        using var list = text.Find(ListName) is { } raw ? JsonDocument.Parse(raw) : null;
        Providers = list?.RootElement is { ValueKind: JsonValueKind.Array } elements ? [.. elements.EnumerateArray().Select(element => ReadOne(element, ActiveId, path))] : [];
        RefuseTwins(Providers, path);
    }

    // All else that the file says was understood already.
    private StoreSnapshot(StoreSnapshot before, JsonText text, string? activeId, Func<Provider, Provider> change)
    {
        _text = text;
        _path = before._path;
        ActiveId = activeId;
        PreviousAppliedId = before.PreviousAppliedId;
        MadeIndex = before.MadeIndex;
        GatewayPort = before.GatewayPort;
        Providers = [.. before.Providers.Select(change)];
    }

    /// <summary>The stored providers, in the order in which they were added. The official one is not among them.</summary>
    public IReadOnlyList<Provider> Providers { get; }

    /// <summary>The provider that Claude Desktop was last switched to; null for the official one.</summary>
    public string? ActiveId { get; }

    /// <summary>The config library entry of another program that was applied before ours was.</summary>
    public string? PreviousAppliedId { get; }

    /// <summary>Whether the config library had no index before a switch made one.</summary>
    public bool MadeIndex { get; }

    public int GatewayPort { get; }

    public Provider? Active => Find(ActiveId);

    /// <summary>The stored providers, and the official one first.</summary>
    public IEnumerable<Provider> All => Providers.Prepend(OfficialProvider.Create(ActiveId is null));

    /// <summary>The file's content; null where there is none yet and nothing to say.</summary>
    internal byte[]? ToFile() => ReferenceEquals(_text, JsonText.EmptyObject) ? null : _text.ToBytes();

    /// <summary>Whether a file of this content, null for none, reads as this snapshot.</summary>
    internal bool IsOf(byte[]? content) => ToFile() is { } own ? content is not null && own.AsSpan().SequenceEqual(content) : content is null;

    public static StoreSnapshot Empty(string path) => new(JsonText.EmptyObject, path);

    public static StoreSnapshot Parse(byte[] bytes, string path) => new(JsonText.Parse(bytes, path), path);

    /// <summary>
    /// The official provider and the stored ones, each read when it is asked for: ten thousand cost no more memory than one. What is wrong
    /// with a provider is said when it has its turn.
    /// </summary>
    internal static IEnumerable<Provider> Stream(byte[] bytes, string path)
    {
        var text = JsonText.Parse(bytes, path);
        RefuseNewer(text, path);
        var activeId = text.FindString("activeProviderId");
        yield return OfficialProvider.Create(activeId is null);
        if (text.Find(ListName) is not { } list || list.Span[0] != '[')
            yield break;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var raw in JsonElements.Each(list))
        {
            using var element = JsonDocument.Parse(raw);
            var provider = ReadOne(element.RootElement, activeId, path);
            if (!seen.Add(provider.Id))
                throw Twice(provider.Id, path);
            yield return provider;
        }
    }

    public Provider? Find(string? id)
    {
        _byId ??= Index();
        return id is not null && _byId.TryGetValue(id, out var found) ? found : null;
    }

    /// <summary>With a provider added, or changed where its id is known.</summary>
    public StoreSnapshot With(Provider provider) => With([provider]);

    /// <summary>With providers added, or changed where their ids are known, in one go.</summary>
    public StoreSnapshot With(IReadOnlyCollection<Provider> providers)
    {
        ArgumentNullException.ThrowIfNull(providers);
        if (providers.Count == 0)
            return this;
        var changed = new Dictionary<string, JsonText>(StringComparer.Ordinal);
        var text = ProviderJson.Write(Versioned(), ListName, providers, changed);
        if (ReferenceEquals(text, _text))
            return this;
        if (!providers.All(provider => changed.ContainsKey(provider.Id)))
            return Changed(text);
        return new StoreSnapshot(this, text, ActiveId, provider => changed.TryGetValue(provider.Id, out var element) ? Read(element) : provider);

        Provider Read(JsonText element)
        {
            using var document = element.ToDocument();
            return ReadOne(document.RootElement, ActiveId, _path);
        }
    }

    public StoreSnapshot Without(string id) => Changed(_text.Remove(ListName, JsonStep.Element("id", id)));

    public StoreSnapshot WithActive(string? id)
    {
        var text = Member("activeProviderId", id);
        if (ReferenceEquals(text, _text))
            return this;
        return new StoreSnapshot(this, text, id, provider => provider.IsActive == (provider.Id == id) ? provider : provider with { IsActive = !provider.IsActive });
    }

    public StoreSnapshot WithPreviousApplied(string? appliedId) => Changed(Member("previousAppliedId", appliedId));

    public StoreSnapshot WithMadeIndex(bool made) => Changed(made ? Versioned().Set(JsonRaw.True, MadeIndexName) : _text.Remove(MadeIndexName));

    public StoreSnapshot WithGatewayPort(int port) =>
        Changed(Versioned().Set(JsonRaw.Write(writer => writer.WriteNumberValue(port)), "gateway", "port"));

    private Dictionary<string, Provider> Index()
    {
        var byId = new Dictionary<string, Provider>(Providers.Count + 1, StringComparer.OrdinalIgnoreCase);
        foreach (var provider in Providers)
            byId[provider.Id] = provider;
        byId[OfficialProvider.Id] = OfficialProvider.Create(ActiveId is null);
        return byId;
    }

    private JsonText Member(string name, string? value) => value is null ? _text.Remove(name) : Versioned().SetString(value, name);

    private JsonText Versioned() =>
        _text.Find("schemaVersion") is null ? _text.Set(JsonRaw.Write(writer => writer.WriteNumberValue(SchemaVersion)), "schemaVersion") : _text;

    private StoreSnapshot Changed(JsonText text) => ReferenceEquals(text, _text) ? this : new StoreSnapshot(text, _path);

    private static Provider ReadOne(JsonElement element, string? activeId, string path)
    {
        try
        {
            return ProviderJson.Read(element, activeId);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw FileErrors.Unreadable(
                path,
                $"lists a provider ('{JsonString.Of(element, "id") ?? "without an id"}') that {(e is FormatException ? e.Message : "holds something of another kind than is expected")}.",
                "Put that entry right or take it out, and run the command again.",
                e);
        }
    }

    // A change would be read from the one and written to the other.
    private static void RefuseTwins(IReadOnlyList<Provider> providers, string path)
    {
        if (providers.GroupBy(provider => provider.Id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twins)
            throw Twice(twins.Key, path);
    }

    private static ClaudeDesktopException Twice(string id, string path) =>
        FileErrors.Unreadable(path, $"lists provider '{id}' twice.", "Give one of them another id, or take it out; then run the command again.");

    private static int ReadPort(JsonText text, string path)
    {
        if (text.Find("gateway", "port") is not { } raw)
            return DefaultPort;
        return Number(raw) is >= 1 and <= HighestPort and var port ? (int)port : throw FileErrors.Unreadable(
            path,
            "names a port for the gateway that does not exist.",
            $"Make it a number from 1 to {HighestPort}, or take it out; then run the command again.");
    }

    private static void RefuseNewer(JsonText text, string path)
    {
        if (text.Find("schemaVersion") is not { } raw)
            return;
        var version = Number(raw) ?? throw FileErrors.Unreadable(
            path, "has a 'schemaVersion' that is not a number.", $"Make it {SchemaVersion}, and run the command again.");
        if (version <= SchemaVersion)
            return;
        throw new ClaudeDesktopException(
            ErrorCode.StoreTooNew,
            $"'{path}' was written by a newer version of this module (schema {version}; this one knows {SchemaVersion}). It was left as it is.",
            "Update the module, and open a new shell.",
            path);
    }

    private static long? Number(ReadOnlyMemory<byte> raw)
    {
        var reader = new Utf8JsonReader(raw.Span);
        return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null;
    }
}
