using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Desktop.Credentials;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>Our keys of a profile on their way into a snapshot, without what is secret, and back out of it.</summary>
internal static class SnapshotKeys
{
    // A plain null would become an empty text on its way through the conversion from an array.
    private static ReadOnlyMemory<byte>? Nothing => default;

    /// <summary>Our keys without the key or token, without an address that holds a credential, and without headers that look like one.</summary>
    public static JsonText Keep(JsonText? profile, out IReadOnlyList<string> withheldHeaders)
    {
        var headers = Headers(profile);
        withheldHeaders = [.. headers.Keys.Where(LooksLikeCredential)];
        var kept = JsonText.EmptyObject;
        foreach (var key in ProfileKeys.Ours)
        {
            if (Plain(profile, key, headers) is { } raw && CanBeSet(raw))
                kept = kept.Set(raw, key);
        }

        return kept;
    }

    /// <summary>The profile with our keys as they were in a snapshot, and all others as they are.</summary>
    /// <param name="before">The profile as it stands; null where there is none.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="address">Where it shall point; null where it pointed nowhere.</param>
    /// <param name="credential">The key, the token or the helper; null where it held none.</param>
    public static JsonText? BringBack(JsonText? before, ProfileSnapshot snapshot, string? address, ProfileCredential? credential)
    {
        if (snapshot.Keys.IsEmptyObject && credential is null)
            return GatewayProfile.Clear(before);
        var text = before ?? JsonText.EmptyObject;
        var shown = Shown(snapshot, credential);
        foreach (var key in ProfileKeys.Ours)
        {
            var raw = key switch
            {
                _ when shown.TryGetValue(key, out var member) => member is null ? Nothing : member,
                ProfileKeys.BaseUrl => Text(address) ?? snapshot.Keys.Find(key),
                ProfileKeys.CustomHeaders => WithStanding(snapshot, before),
                _ => snapshot.Keys.Find(key),
            };
            text = raw is { } value ? text.Set(value, key) : text.Remove(key);
        }

        return text;
    }

    // Whether a helper is asked may have changed since, with Claude Desktop's version or the user's wish.
    private static Dictionary<string, byte[]?> Shown(ProfileSnapshot snapshot, ProfileCredential? credential)
    {
        if (credential is null)
            return new() { [ProfileKeys.ApiKey] = null };
        var members = credential.Members().ToDictionary(member => member.Key, member => member.Value);
        if (credential.HelperPath is null && !ProfileCredential.IsHelperNamed(snapshot.Keys))
            members.Remove(ProfileKeys.CredentialKind);
        return members;
    }

    private static ReadOnlyMemory<byte>? Plain(JsonText? profile, string key, Dictionary<string, JsonElement> headers)
    {
        switch (key)
        {
            case ProfileKeys.ApiKey:
                return Nothing;
            case ProfileKeys.BaseUrl:
                return HoldsCredential(profile?.FindString(key)) ? Nothing : profile?.Find(key);
            case ProfileKeys.CustomHeaders:
                // Another form than an object cannot be told apart into names and values.
                return profile?.Find(key) is { } raw && IsObject(raw) && CanBeSet(raw) ? Write(headers.Where(header => !LooksLikeCredential(header.Key))) : Nothing;
            default:
                return profile?.Find(key);
        }
    }

    // A header that was withheld comes from the file that stands, if that one goes to the same place.
    private static ReadOnlyMemory<byte>? WithStanding(ProfileSnapshot snapshot, JsonText? standing)
    {
        if (snapshot.WithheldHeaders.Count == 0 || standing?.FindString(ProfileKeys.BaseUrl) != snapshot.BaseUrl)
            return snapshot.Keys.Find(ProfileKeys.CustomHeaders);
        var found = Headers(standing).Where(header => snapshot.WithheldHeaders.Contains(header.Key));
        return Write(Headers(snapshot.Keys).Concat(found));
    }

    private static Dictionary<string, JsonElement> Headers(JsonText? profile)
    {
        if (profile?.Find(ProfileKeys.CustomHeaders) is not { } raw || !IsObject(raw) || !CanBeSet(raw))
            return [];
        using var document = JsonDocument.Parse(raw);
        var headers = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in document.RootElement.Clone().EnumerateObject())
            headers[header.Name] = header.Value;
        return headers;
    }

    private static bool IsObject(ReadOnlyMemory<byte> raw) => raw.Span[0] == (byte)'{';

    // Half a character is valid JSON, but nothing that could be written again.
    private static bool CanBeSet(ReadOnlyMemory<byte> raw)
    {
        try
        {
            _ = JsonRaw.Indented(raw);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool HoldsCredential(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0);

    private static bool LooksLikeCredential(string header) =>
        ProviderRules.IsCredential(header) || header.Contains("key", StringComparison.OrdinalIgnoreCase);

    private static ReadOnlyMemory<byte>? Text(string? value) => value is null ? Nothing : JsonRaw.Text(value);

    private static ReadOnlyMemory<byte> Write(IEnumerable<KeyValuePair<string, JsonElement>> headers) => JsonRaw.Write(writer =>
    {
        writer.WriteStartObject();
        foreach (var header in headers)
        {
            writer.WritePropertyName(header.Key);
            header.Value.WriteTo(writer);
        }

        writer.WriteEndObject();
    });
}
