using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace ClaudeDesktop.Providers;

/// <summary>The vendors whose facts come with the module.</summary>
public static class Presets
{
    private static readonly Lazy<IReadOnlyList<Preset>> Loaded = new(Load);

    public static IReadOnlyList<Preset> All => Loaded.Value;

    public static Preset? Find(string? name) => All.FirstOrDefault(preset => string.Equals(preset.Name, name, StringComparison.OrdinalIgnoreCase));

    public static Preset Get(string name) =>
        Find(name) ?? throw new ClaudeDesktopException(
            ErrorCode.PresetNotFound,
            $"There is no preset '{name}'.",
            $"Use one of {string.Join(", ", All.Select(preset => preset.Name))}, or describe the provider with -BaseUri, -Mode and -ApiFormat.",
            name);

    private static List<Preset> Load()
    {
        using var stream = typeof(Presets).Assembly.GetManifestResourceStream("presets.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(Read)];
    }

    private static Preset Read(JsonElement element) => new()
    {
        Name = ProviderJson.RequiredText(element, "name"),
        Description = ProviderJson.RequiredText(element, "description"),
        Mode = ProviderJson.Enumeration<ProviderMode>(element, "mode"),
        ApiFormat = ProviderJson.Enumeration<ApiFormat>(element, "apiFormat"),
        Address = ProviderJson.RequiredText(element, "baseUri"),
        AuthScheme = ProviderJson.Enumeration<AuthScheme>(element, "authScheme"),
        Models = ProviderJson.Texts(element, "models"),
        Routes = ProviderJson.ReadRoutes(element),
        Website = ProviderJson.Address(element, "website"),
        KeyPage = ProviderJson.Address(element, "keyPage"),
        ModelsUri = ProviderJson.Address(element, "modelsUri"),
        ModelsAsOf = ProviderJson.Text(element, "modelsAsOf"),
    };
}
