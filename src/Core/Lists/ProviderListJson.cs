using System.Collections.Generic;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Lists;

/// <summary>Providers as a JSON object that says everything of each, so that nothing is left to what another machine had before.</summary>
internal static class ProviderListJson
{
    public const string Format = "ClaudeDesktop.Providers";
    public const int Version = 1;
    public const string ListName = "providers";
    public const string KeysName = "keys";

    /// <param name="providers">The providers.</param>
    /// <param name="keys">Their keys, sealed; null for a list without keys.</param>
    public static byte[] Write(IEnumerable<Provider> providers, Sealed? keys) => JsonRaw.Indented(JsonRaw.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("format", Format);
        writer.WriteNumber("version", Version);
        writer.WriteStartArray(ListName);
        foreach (var provider in providers)
            ProviderJson.WriteWhole(writer, provider);
        writer.WriteEndArray();
        if (keys is not null)
        {
            writer.WritePropertyName(KeysName);
            keys.Write(writer);
        }

        writer.WriteEndObject();
    }));
}
