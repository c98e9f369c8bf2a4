using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Lists;

/// <summary>
/// One entry of a list: names in any case; values as JSON has them, or as texts as a spreadsheet has them. What a member cannot be is said
/// by a <see cref="FormatException"/>.
/// </summary>
internal sealed class ListRow
{
    private readonly Dictionary<string, JsonElement> _cells = new(StringComparer.OrdinalIgnoreCase);

    public ListRow(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new FormatException("It is not an object.");
        foreach (var cell in element.EnumerateObject())
            _cells[cell.Name] = cell.Value;
    }

    /// <summary>The names of the members that hold something.</summary>
    public IEnumerable<string> Names => _cells.Keys.Where(name => !IsBlank(name));

    /// <summary>Whether the member is there, be it empty.</summary>
    public bool Has(string name) => _cells.ContainsKey(name);

    public bool IsBlank(string name) => !_cells.TryGetValue(name, out var cell) || cell.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => string.IsNullOrWhiteSpace(cell.GetString()),
        JsonValueKind.Array => cell.GetArrayLength() == 0,
        _ => false,
    };

    /// <summary>A text; null where it is blank.</summary>
    public string? Text(string name)
    {
        if (IsBlank(name))
            return null;
        return _cells[name].ValueKind == JsonValueKind.String ? _cells[name].GetString() : throw Not(name, "a text");
    }

    public string? Word(string name) => Text(name)?.Trim();

    /// <summary>Where a key is kept, as a text or as an object; the store where it is blank.</summary>
    public KeySource Source(string name)
    {
        if (IsBlank(name))
            return KeySource.Store;
        var source = _cells[name].ValueKind == JsonValueKind.Object ? new ListRow(_cells[name]).Source() : KeySource.Parse(Word(name)!);
        return source is { IsNamed: true } ? source : throw Not(name, "env:NAME or vault:VAULT/SECRET");
    }

    public bool? Flag(string name) => IsBlank(name) ? null : _cells[name].ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(_cells[name].GetString()!.Trim(), out var flag) => flag,
        _ => throw Not(name, "True or False"),
    };

    // What ConvertTo-Json makes of it, and what a list of our own has.
    private KeySource? Source() =>
        (Word("environment") ?? Word("variable")) is { } variable ? KeySource.FromEnvironment(variable)
        : (Word("secret") ?? Word("secretName")) is { } secret ? KeySource.FromVault(Word("vault") ?? Word("vaultName"), secret)
        : Choice<KeySourceKind>("kind") == KeySourceKind.Store ? KeySource.Store
        : null;

    // ConvertTo-Json writes an enumeration as its number.
    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (IsBlank(name))
            return null;
        var cell = _cells[name];
        return cell.ValueKind is JsonValueKind.Number or JsonValueKind.String && Enum.TryParse<T>(cell.ToString().Trim(), ignoreCase: true, out var choice) && Enum.IsDefined(choice)
            ? choice
            : throw Not(name, "one of " + string.Join(", ", Enum.GetNames<T>()));
    }

    public Uri? Address(string name) =>
        Word(name) is not { } text ? null : Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw Not(name, "an address");

    public DateTimeOffset? Time(string name) =>
        !IsBlank(name) && _cells[name].ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(_cells[name].GetString(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : null;

    /// <summary>Texts: a JSON list, or one text with semicolons or new lines between them.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (IsBlank(name))
            return [];
        using var parsed = Parsed(name, '[');
        var cell = parsed?.RootElement ?? _cells[name];
        return cell.ValueKind switch
        {
            JsonValueKind.String => [.. cell.GetString()!.Split(';', '\n').Select(text => text.Trim()).Where(text => text.Length > 0)],
            JsonValueKind.Array when cell.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => [.. cell.EnumerateArray().Select(item => item.GetString()!)],
            _ => throw Not(name, "a list of texts"),
        };
    }

    /// <summary>Rows of their own: a list, or a single one.</summary>
    public IReadOnlyList<ListRow> Rows(string name)
    {
        if (IsBlank(name))
            return [];
        using var parsed = Parsed(name, '[');
        var cell = parsed?.RootElement.Clone() ?? _cells[name];
        return cell.ValueKind switch
        {
            JsonValueKind.Array when cell.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object) => [.. cell.EnumerateArray().Select(item => new ListRow(item))],
            JsonValueKind.Object => [new ListRow(cell)],
            _ => throw Not(name, "a list of objects"),
        };
    }

    /// <summary>A JSON object, or a text that holds one, as the text of it; null where it is blank or empty.</summary>
    public string? Object(string name)
    {
        if (IsBlank(name))
            return null;
        using var parsed = Parsed(name, '{');
        var cell = parsed?.RootElement ?? _cells[name];
        return cell.ValueKind == JsonValueKind.Object ? BodyAdditions.Text(cell) : throw Not(name, "a JSON object");
    }

    /// <summary>Names and values: a JSON object, or a text like <c>x-team=red; x-cost=7</c>.</summary>
    public IReadOnlyDictionary<string, string> Pairs(string name)
    {
        var pairs = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (IsBlank(name))
            return pairs;
        using var parsed = Parsed(name, '{');
        var cell = parsed?.RootElement ?? _cells[name];
        if (cell.ValueKind == JsonValueKind.Object)
        {
            foreach (var pair in cell.EnumerateObject())
                pairs[pair.Name] = pair.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? pair.Value.ToString() : throw Not(name, "an object of texts");
            return pairs;
        }

        foreach (var text in Texts(name))
        {
            var sign = text.IndexOf('=');
            pairs[sign > 0 ? text.Substring(0, sign).Trim() : throw Not(name, "like Name=Value; Name=Value")] = text.Substring(sign + 1).Trim();
        }

        return pairs;
    }

    // A spreadsheet's cell can hold JSON.
    private JsonDocument? Parsed(string name, char opening)
    {
        if (_cells[name].ValueKind != JsonValueKind.String || !_cells[name].GetString()!.TrimStart().StartsWith(opening))
            return null;
        try
        {
            return JsonDocument.Parse(_cells[name].GetString()!);
        }
        catch (JsonException)
        {
            throw Not(name, "JSON");
        }
    }

    private static FormatException Not(string name, string what) => new($"Its '{name}' is not {what}.");
}
