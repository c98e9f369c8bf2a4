using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.Anthropic;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>
/// Puts a provider's additions into the body of a request, as a JSON merge patch. What they do not name stays as it is, byte for byte:
/// upstreams find what they have cached by it.
/// </summary>
internal static class BodyMerge
{
    /// <summary>The body that is sent; the same memory where the provider adds nothing.</summary>
    public static ReadOnlyMemory<byte> Apply(Provider provider, ReadOnlyMemory<byte> body)
    {
        if (provider.BodyAdditions is { } additions)
            body = Apply(System.Text.Encoding.UTF8.GetBytes(additions), body);
        return OpenRouter.Body(provider) is { } routing ? Apply(routing, body) : body;
    }

    internal static ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> additions, ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(additions);
        var cut = new JsonCut();
        var reader = new Utf8JsonReader(RequestDocument.Readable(body.Span), JsonOptions.Read);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return body;
        Merge(ref reader, Members(document.RootElement, isBody: true), cut);
        if (cut.IsEmpty)
            return body;

        // On the heap, since a server may answer while the body is still on its way.
        using var merged = cut.Apply(body.Span);
        return merged.Span.ToArray();
    }

    // The store may have been written by somebody else, so that what is protected is asked for again.
    private static Dictionary<string, JsonElement> Members(JsonElement additions, bool isBody)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in additions.EnumerateObject())
        {
            if (!isBody || !BodyAdditions.IsProtected(member.Name))
                members[member.Name] = member.Value;
        }

        return members;
    }

    /// <summary>Reads an object that has just begun to its end, and notes what is to be changed in it.</summary>
    private static void Merge(ref Utf8JsonReader reader, Dictionary<string, JsonElement> additions, JsonCut cut)
    {
        var members = new List<(int Start, int End, bool IsCut)>();
        var missing = new HashSet<string>(additions.Keys, StringComparer.Ordinal);
        var stays = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var name = reader.GetString()!;
            reader.Read();
            var isCut = false;
            if (!additions.TryGetValue(name, out var addition))
            {
                reader.Skip();
            }
            else
            {
                missing.Remove(name);
                isCut = addition.ValueKind == JsonValueKind.Null;
                MergeValue(ref reader, addition, cut);
            }

            stays |= !isCut;
            members.Add((start, (int)reader.BytesConsumed, isCut));
        }

        if (members.Exists(member => member.IsCut))
            cut.AddElements(members);
        Append((int)reader.TokenStartIndex, additions, missing, stays, cut);
    }

    private static void MergeValue(ref Utf8JsonReader reader, JsonElement addition, JsonCut cut)
    {
        if (addition.ValueKind == JsonValueKind.Object && reader.TokenType == JsonTokenType.StartObject)
        {
            Merge(ref reader, Members(addition, isBody: false), cut);
            return;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        if (addition.ValueKind == JsonValueKind.Null)
            return;
        using var value = new PooledBuffer();
        using (var json = new Utf8JsonWriter(value, JsonOptions.Write))
            Write(json, addition);
        cut.Add(start, (int)reader.BytesConsumed, value.Span);
    }

    private static void Append(int end, Dictionary<string, JsonElement> additions, HashSet<string> missing, bool needsComma, JsonCut cut)
    {
        using var added = new PooledBuffer();
        foreach (var (name, addition) in additions)
        {
            if (!missing.Contains(name) || addition.ValueKind == JsonValueKind.Null)
                continue;
            if (needsComma)
                added.Append(","u8);
            needsComma = true;
            added.Append("\""u8);
            added.Append(JsonEncodedText.Encode(name, JsonOptions.Write.Encoder).EncodedUtf8Bytes);
            added.Append("\":"u8);
            using var json = new Utf8JsonWriter(added, JsonOptions.Write);
            Write(json, addition);
        }

        if (added.Length > 0)
            cut.Add(end, end, added.Span);
    }

    // Null says that nothing shall be there, also in an object that is new.
    private static void Write(Utf8JsonWriter json, JsonElement addition)
    {
        if (addition.ValueKind != JsonValueKind.Object)
        {
            addition.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        foreach (var member in addition.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
                continue;
            json.WritePropertyName(member.Name);
            Write(json, member.Value);
        }

        json.WriteEndObject();
    }
}
