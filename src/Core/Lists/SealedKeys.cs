using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Lists;

/// <summary>
/// The keys of a list, by provider. Each is sealed with its address, so that whoever changes an address in the open part of the list gets
/// no key sent to it.
/// </summary>
internal static class SealedKeys
{
    public static Sealed Close(IReadOnlyDictionary<string, SealedKey> keys, string passphrase) => Seal.Close(
        JsonRaw.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var item in keys)
            {
                writer.WriteStartObject(item.Key);
                writer.WriteString("key", item.Value.Key);
                writer.WriteString("address", item.Value.Address.AbsoluteUri);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }),
        passphrase);

    /// <returns>Null where the passphrase is another one, or something was changed.</returns>
    /// <exception cref="FormatException">It is nothing that this version can open.</exception>
    public static IReadOnlyDictionary<string, SealedKey>? Open(JsonElement element, string passphrase)
    {
        if (Seal.Open(Sealed.Read(element), passphrase) is not { } content)
            return null;
        using var document = JsonDocument.Parse(content);
        var keys = new Dictionary<string, SealedKey>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in document.RootElement.EnumerateObject())
            keys[item.Name] = new SealedKey(ProviderJson.RequiredText(item.Value, "key"), new Uri(ProviderJson.RequiredText(item.Value, "address")));
        return keys;
    }
}
