using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Lists;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Providers;

/// <summary>
/// What the gateway puts into the body of each request to a provider, as a JSON merge patch (RFC 7396): objects are merged, anything else
/// replaces what is there, and null takes it away.
/// </summary>
public static class BodyAdditions
{
    private const int Longest = 16 * 1024;

    // What the gateway itself writes and reads, what names a model that no policy was asked for, and what brings in somebody else.
    private static readonly HashSet<string> Protected = new(StringComparer.Ordinal)
    {
        "model", "models", "fallbacks", "messages", "input", "contents", "prompt", "system", "systeminstruction", "instructions", "stream", "streamoptions",
        "tools", "functions", "mcpservers", "background", "conversation", "previousresponseid", "n",
    };

    /// <summary>Whether a member of a body is none that a provider's settings may change.</summary>
    public static bool IsProtected(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Protected.Contains(string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant());
    }

    /// <summary>The additions as they are kept, of a JSON text; null where there are none.</summary>
    /// <exception cref="ClaudeDesktopException">It is no JSON object.</exception>
    public static string? Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return null;
        try
        {
            using var document = JsonDocument.Parse(json!);
            return Text(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new ClaudeDesktopException(ErrorCode.ProviderInvalid, "The body additions cannot be used: they are not a JSON object.", "Give a table or a JSON object, like -BodyAddition @{ temperature = 0.2 }.");
        }
    }

    /// <summary>The additions as they are kept, of dictionaries, lists, texts, numbers, flags and nothing; null where there are none.</summary>
    /// <exception cref="ClaudeDesktopException">They are no JSON object.</exception>
    public static string? Of(object? value) => value is null ? null : Parse(Encoding.UTF8.GetString(ObjectJson.Write(value)));

    /// <exception cref="FormatException">The element is no object.</exception>
    internal static string? Text(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new FormatException("has 'bodyAdditions' that are not an object");
        try
        {
            return element.EnumerateObject().Any() ? Encoding.UTF8.GetString(JsonRaw.Write(element.WriteTo)) : null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            throw new FormatException("has 'bodyAdditions' with half a character in them", e);
        }
    }

    /// <summary>What is wrong with the additions.</summary>
    internal static IEnumerable<string> Problems(string? json)
    {
        if (json is null)
            yield break;
        if (json.Length > Longest)
            yield return $"Its body additions have {json.Length} characters, and may have {Longest}.";
        using var document = JsonDocument.Parse(json);
        foreach (var name in document.RootElement.EnumerateObject().Select(JsonString.NameOf).Where(IsProtected))
            yield return $"'{PlainText.Of(name)}' cannot be added to the body: the gateway itself writes what says the model, the conversation, the stream and the tools.";
        foreach (var problem in Problems(document.RootElement))
            yield return problem;
    }

    private static IEnumerable<string> Problems(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(Problems).Concat(Twice(element)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Problems),
        JsonValueKind.String when JsonString.Of(element) is not { } text => ["A text of its body additions holds half a character."],
        JsonValueKind.String when CredentialShape.Is(JsonString.Of(element)!) => ["A text of its body additions looks like a key: give the key as -ApiKey, so that it is kept with the secrets."],
        _ => [],
    };

    private static IEnumerable<string> Problems(JsonProperty member) => IsCredential(JsonString.NameOf(member))
        ? [$"'{PlainText.Of(JsonString.NameOf(member))}' in its body additions carries a credential: give it as -ApiKey, so that it is kept with the secrets."]
        : Problems(member.Value);

    private static IEnumerable<string> Twice(JsonElement element) => element.EnumerateObject().GroupBy(JsonString.NameOf).Where(group => group.Count() > 1)
        .Select(group => $"'{PlainText.Of(group.Key)}' stands twice in its body additions.");

    // accessToken and access_token as access-token.
    private static bool IsCredential(string name)
    {
        var dashed = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))
                dashed.Append('-');
            dashed.Append(name[i] == '_' ? '-' : name[i]);
        }

        return ProviderRules.IsCredential(dashed.ToString());
    }
}
