using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Providers;

/// <summary>A provider as it stands in the store. Members that this version does not know are kept.</summary>
internal static class ProviderJson
{
    public static Provider Read(JsonElement element, string? activeId)
    {
        var id = RequiredText(element, "id");
        return new Provider
        {
            Id = id,
            Name = Text(element, "name") ?? id,
            Mode = Enumeration<ProviderMode>(element, "mode"),
            ApiFormat = Enumeration<ApiFormat>(element, "apiFormat"),
            BaseUri = Address(element, "baseUri"),
            AuthScheme = Enumeration<AuthScheme>(element, "authScheme"),
            Models = Texts(element, "models"),
            KeyHint = Text(element, "keyHint"),
            KeySource = ReadKeySource(element),
            Routes = ReadRoutes(element),
            Headers = ReadHeaders(element),
            Preset = Text(element, "preset"),
            Notes = Text(element, "notes"),
            Website = Address(element, "website"),
            Fallback = Texts(element, "fallback"),
            KeepModeChooser = Flag(element, "keepModeChooser"),
            CoworkEgressAllowedHosts = Texts(element, "coworkEgressAllowedHosts"),
            CertificateThumbprint = Text(element, "certificateThumbprint"),
            RootCertificatePath = Text(element, "rootCertificatePath"),
            Proxy = Address(element, "proxy"),
            PlainTextKey = Flag(element, "plainTextKey"),
            BodyAdditions = ReadAdditions(element),
            AllowModels = Texts(element, "allowModels"),
            DenyModels = Texts(element, "denyModels"),
            ProviderOrder = Texts(element, "providerOrder"),
            StrictProviderOrder = Flag(element, "strictProviderOrder"),
            DataPolicy = Text(element, "dataPolicy") is null ? null : Enumeration<DataPolicy>(element, "dataPolicy"),
            CreatedAt = Time(element, "createdAt"),
            UpdatedAt = Time(element, "updatedAt"),
            UsesSecondKey = Flag(element, SecondKey),
            IsActive = id == activeId,
        };
    }

    private const string SecondKey = "usesSecondKey";

    /// <summary>The text with the providers in its list: of those that are there, only the members that changed are written.</summary>
    /// <param name="text">The text.</param>
    /// <param name="list">The member that is the list.</param>
    /// <param name="providers">The providers.</param>
    /// <param name="changed">Gets the elements that were there and are others now, by their ids.</param>
    public static JsonText Write(JsonText text, string list, IEnumerable<Provider> providers, Dictionary<string, JsonText> changed)
    {
        var edits = new Dictionary<string, Func<JsonText, JsonText>>(StringComparer.Ordinal);
        foreach (var provider in providers)
            edits[provider.Id] = element => element.IsEmptyObject ? New(provider) : changed[provider.Id] = Edit(element, provider);
        return text.SetElements(list, "id", edits);
    }

    private static JsonText New(Provider provider) => JsonText.Parse(JsonRaw.Write(writer => WriteNew(writer, provider)), provider.Id);

    private static JsonText Edit(JsonText element, Provider provider)
    {
        foreach (var (name, value) in Stored(provider))
            element = value is null ? element.Remove(name) : element.Set(value, name);
        return element;
    }

    private static void WriteNew(Utf8JsonWriter writer, Provider provider)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in Stored(provider))
        {
            if (value is null)
                continue;
            writer.WritePropertyName(name);
            writer.WriteRawValue(value);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes every member, also what there is none of.</summary>
    internal static void WriteWhole(Utf8JsonWriter writer, Provider provider)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in Members(provider))
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(value ?? Nothing(name));
        }

        writer.WriteEndObject();
    }

    private static byte[] Nothing(string name) => name switch
    {
        "models" or "routes" or "fallback" or "coworkEgressAllowedHosts" or "allowModels" or "denyModels" or "providerOrder" => "[]"u8.ToArray(),
        "headers" => "{}"u8.ToArray(),
        "keepModeChooser" or "plainTextKey" or "strictProviderOrder" => JsonRaw.False,
        _ => "null"u8.ToArray(),
    };

    // Where the key is on this machine says nothing to another one.
    private static IEnumerable<(string Name, byte[]? Value)> Stored(Provider provider) =>
        Members(provider).Append((SecondKey, provider.UsesSecondKey ? JsonRaw.True : null));

    private static IEnumerable<(string Name, byte[]? Value)> Members(Provider provider)
    {
        yield return ("id", JsonRaw.Text(provider.Id));
        yield return ("name", JsonRaw.Text(provider.Name));
        yield return ("mode", JsonRaw.Text(provider.Mode.ToString()));
        yield return ("apiFormat", JsonRaw.Text(provider.ApiFormat.ToString()));
        yield return ("baseUri", Optional(provider.BaseUri?.AbsoluteUri));
        yield return ("authScheme", JsonRaw.Text(provider.AuthScheme.ToString()));
        yield return ("models", List(provider.Models));
        yield return ("keyHint", Optional(provider.KeyHint));
        yield return ("keySource", provider.KeySource.Kind == KeySourceKind.Store ? null : JsonRaw.Write(writer => WriteKeySource(writer, provider.KeySource)));
        yield return ("routes", provider.Routes.Count == 0 ? null : JsonRaw.Write(writer => WriteRoutes(writer, provider.Routes)));
        yield return ("headers", provider.Headers.Count == 0 ? null : JsonRaw.Write(writer => WriteHeaders(writer, provider.Headers)));
        yield return ("preset", Optional(provider.Preset));
        yield return ("notes", Optional(provider.Notes));
        yield return ("website", Optional(provider.Website?.AbsoluteUri));
        yield return ("fallback", List(provider.Fallback));
        yield return ("keepModeChooser", provider.KeepModeChooser ? JsonRaw.True : null);
        yield return ("coworkEgressAllowedHosts", List(provider.CoworkEgressAllowedHosts));
        yield return ("certificateThumbprint", Optional(provider.CertificateThumbprint));
        yield return ("rootCertificatePath", Optional(provider.RootCertificatePath));
        yield return ("proxy", Optional(provider.Proxy?.AbsoluteUri));
        yield return ("plainTextKey", provider.PlainTextKey ? JsonRaw.True : null);
        yield return ("bodyAdditions", provider.BodyAdditions is null ? null : Encoding.UTF8.GetBytes(provider.BodyAdditions));
        yield return ("allowModels", List(provider.AllowModels));
        yield return ("denyModels", List(provider.DenyModels));
        yield return ("providerOrder", List(provider.ProviderOrder));
        yield return ("strictProviderOrder", provider.StrictProviderOrder ? JsonRaw.True : null);
        yield return ("dataPolicy", Optional(provider.DataPolicy?.ToString()));
        yield return ("createdAt", Optional(provider.CreatedAt?.ToString("O", CultureInfo.InvariantCulture)));
        yield return ("updatedAt", Optional(provider.UpdatedAt?.ToString("O", CultureInfo.InvariantCulture)));
    }

    private static string? ReadAdditions(JsonElement element) =>
        element.TryGetProperty("bodyAdditions", out var found) && found.ValueKind != JsonValueKind.Null ? BodyAdditions.Text(found) : null;

    private static KeySource ReadKeySource(JsonElement element)
    {
        if (!element.TryGetProperty("keySource", out var found) || found.ValueKind != JsonValueKind.Object)
            return KeySource.Store;
        return Text(found, "environment") is { } variable ? KeySource.FromEnvironment(variable) : KeySource.FromVault(Text(found, "vault"), RequiredText(found, "secret"));
    }

    private static void WriteKeySource(Utf8JsonWriter writer, KeySource source)
    {
        writer.WriteStartObject();
        if (source.Variable is not null)
            writer.WriteString("environment", source.Variable);
        if (source.VaultName is not null)
            writer.WriteString("vault", source.VaultName);
        if (source.SecretName is not null)
            writer.WriteString("secret", source.SecretName);
        writer.WriteEndObject();
    }

    // A list, since PowerShell cannot index the read-only collection that the compiler would choose.
    internal static List<ModelRoute> ReadRoutes(JsonElement element) => [.. Elements(element, "routes").Select(ReadRoute)];

    private static ModelRoute ReadRoute(JsonElement element)
    {
        var role = Enumeration<ModelRole>(element, "role");
        return new ModelRoute
        {
            Role = role,
            RouteId = Text(element, "routeId") ?? ModelRoles.DefaultRouteId(role),
            DisplayName = Text(element, "displayName"),
            Model = RequiredText(element, "model"),
            Supports1M = Flag(element, "supports1M"),
            ProviderId = Text(element, "providerId"),
        };
    }

    internal static void WriteRoutes(Utf8JsonWriter writer, IReadOnlyList<ModelRoute> routes)
    {
        writer.WriteStartArray();
        foreach (var route in routes)
        {
            writer.WriteStartObject();
            writer.WriteString("role", route.Role.ToString());
            writer.WriteString("routeId", route.RouteId);
            if (!string.IsNullOrWhiteSpace(route.DisplayName))
                writer.WriteString("displayName", route.DisplayName);
            writer.WriteString("model", route.Model);
            if (route.Supports1M)
                writer.WriteBoolean("supports1M", true);
            if (route.ProviderId is not null)
                writer.WriteString("providerId", route.ProviderId);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    internal static void WriteHeaders(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> headers)
    {
        writer.WriteStartObject();
        foreach (var header in headers)
            writer.WriteString(header.Key, header.Value);
        writer.WriteEndObject();
    }

    internal static Dictionary<string, string> ReadHeaders(JsonElement element)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (element.TryGetProperty("headers", out var found) && found.ValueKind == JsonValueKind.Object)
        {
            foreach (var header in found.EnumerateObject())
                headers[header.Name] = header.Value.ValueKind == JsonValueKind.String ? header.Value.GetString()! : header.Value.GetRawText();
        }

        return headers;
    }

    internal static IEnumerable<JsonElement> Elements(JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.Array ? found.EnumerateArray() : [];

    internal static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;

    internal static string RequiredText(JsonElement element, string name) =>
        Text(element, name) is { Length: > 0 } text ? text : throw new FormatException($"has no '{name}'");

    internal static List<string> Texts(JsonElement element, string name) =>
        [.. Elements(element, name).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];

    internal static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.True;

    internal static Uri? Address(JsonElement element, string name) => Text(element, name) switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var address) => address,
        var text => throw new FormatException($"has '{text}' as its '{name}', which is not an address"),
    };

    internal static T Enumeration<T>(JsonElement element, string name)
        where T : struct, Enum => Text(element, name) switch
        {
            null => default,
            var text when Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) => value,
            var text => throw new FormatException($"has '{text}' as its '{name}', which this version does not know"),
        };

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        Text(element, name) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : null;

    private static byte[]? Optional(string? text) => string.IsNullOrEmpty(text) ? null : JsonRaw.Text(text!);

    private static byte[]? List(IReadOnlyList<string> items) => items.Count == 0 ? null : JsonRaw.Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var item in items)
            writer.WriteStringValue(item);
        writer.WriteEndArray();
    });
}
