using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>
/// A profile of the config library in either of its shapes: flat (<c>inferenceGatewayApiKey</c>) or nested
/// (<c>inference.credential.apiKey</c>). Lists and objects may stand as texts, as a registry has them.
/// </summary>
internal sealed class LibraryProfile(JsonElement root)
{
    public string? Provider => Text("inferenceProvider", "inference.provider");

    public string? BaseUrl => Text("inferenceGatewayBaseUrl", "inference.baseUrl", "inference.gateway.baseUrl");

    public string? GatewayKey => Text("inferenceGatewayApiKey", "inference.credential.apiKey");

    public string? AnthropicKey => Text("inferenceAnthropicApiKey", "inference.credential.apiKey");

    public string? AuthScheme => Text("inferenceGatewayAuthScheme", "inference.credential.authScheme");

    public string? CredentialKind => Text("inferenceCredentialKind", "inference.credential.kind");

    public bool HasHelper => Text("inferenceCredentialHelper", "inference.credential.command") is not null
        || Text("inferenceCredentialHelperWindows", "inference.credential.commandWindows") is not null;

    public Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (Structure("inferenceCustomHeaders", "inference.customHeaders") is { ValueKind: JsonValueKind.Object } found)
        {
            foreach (var header in found.EnumerateObject())
                headers[header.Name] = header.Value.ToString();
        }

        return headers;
    }

    /// <summary>The models, and which family a model says that it belongs to.</summary>
    public IReadOnlyList<LibraryModel> Models() => Structure("inferenceModels", "inference.models") is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(Model).OfType<LibraryModel>()]
        : [];

    private static LibraryModel? Model(JsonElement entry)
    {
        var isObject = entry.ValueKind == JsonValueKind.Object;
        var name = isObject ? ProviderJson.Text(entry, "name") : entry.ValueKind == JsonValueKind.String ? entry.GetString() : null;
        if (ModelSetting.Parse(name) is not { } setting)
            return null;
        var tier = isObject ? ProviderJson.Text(entry, "anthropicFamilyTier") : null;
        return new LibraryModel(
            setting.Model,
            setting.Supports1M || (isObject && ProviderJson.Flag(entry, "supports1m")),
            isObject ? ProviderJson.Text(entry, "labelOverride") : null,
            ModelRouting.RoleOf(setting.Model) ?? (Enum.TryParse<ModelRole>(tier, ignoreCase: true, out var role) && Enum.IsDefined(role) ? role : null));
    }

    private string? Text(string flat, params string[] nested) =>
        Find(flat, nested) is { ValueKind: JsonValueKind.String } found && !string.IsNullOrWhiteSpace(found.GetString()) ? found.GetString()!.Trim() : null;

    private JsonElement? Structure(string flat, params string[] nested)
    {
        if (Find(flat, nested) is not { ValueKind: JsonValueKind.String } text)
            return Find(flat, nested);
        using var document = JsonDocument.Parse(text.GetString()!);
        return document.RootElement.Clone();
    }

    private JsonElement? Find(string flat, params string[] nested)
    {
        if (root.TryGetProperty(flat, out var found))
            return found;
        foreach (var path in nested)
        {
            var place = root;
            if (path.Split('.').All(name => place.ValueKind == JsonValueKind.Object && place.TryGetProperty(name, out place)))
                return place;
        }

        return null;
    }
}
