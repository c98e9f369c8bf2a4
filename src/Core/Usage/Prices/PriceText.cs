using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Lists;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Usage.Prices;

/// <summary>Lists of prices as text: our JSON, the list that Claude Desktop itself takes (<c>inferenceModelPricing</c>), and CSV.</summary>
internal static class PriceText
{
    private const string List = "prices";
    private const string AppList = "inferenceModelPricing";
    private const int MostRows = 20_000;

    /// <summary>Every row, or nothing at all.</summary>
    /// <exception cref="FormatException">Says which row and which field is wrong.</exception>
    public static IReadOnlyList<ModelPrice> Read(byte[] bytes, PriceOrigin origin)
    {
        var text = ListText.Decode(bytes);
        var prices = new List<ModelPrice>();
        foreach (var fields in IsJson(text) ? FromJson(text) : FromCsv(text))
        {
            if (prices.Count == MostRows)
                throw new FormatException($"has more than {MostRows} rows");
            prices.Add(ReadOne(fields, prices.Count + 1, origin));
        }

        RefuseTwins(prices);
        return prices;
    }

    public static byte[] Write(IEnumerable<ModelPrice> prices) => JsonRaw.Indented(JsonRaw.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray(List);
        foreach (var price in prices)
            Write(json, price);
        json.WriteEndArray();
        json.WriteEndObject();
    }));

    private static ModelPrice ReadOne(IReadOnlyDictionary<string, string?> fields, int number, PriceOrigin origin)
    {
        try
        {
            return PriceRow.Read(fields, origin);
        }
        catch (FormatException e)
        {
            throw new FormatException(FormattableString.Invariant($"row {number}: {e.Message}"), e);
        }
    }

    private static void Write(Utf8JsonWriter json, ModelPrice price)
    {
        json.WriteStartObject();
        json.WriteString(PriceRow.Name, price.Model);
        Text(json, PriceRow.Provider, price.Provider);
        Text(json, PriceRow.Host, price.Host);
        json.WriteNumber(PriceRow.Input, price.Input);
        json.WriteNumber(PriceRow.Output, price.Output);
        if (price.CacheRead is { } read)
            json.WriteNumber(PriceRow.CacheRead, read);
        if (price.CacheWrite is { } write)
            json.WriteNumber(PriceRow.CacheWrite, write);
        Text(json, PriceRow.ValidFrom, price.ValidFrom?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Text(json, PriceRow.Source, price.Source);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static bool IsJson(string text) => text.TrimStart() is { Length: > 0 } rest && rest[0] is '{' or '[';

    private static List<Dictionary<string, string?>> FromJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return [.. Rows(document.RootElement).EnumerateArray().Select(Fields)];
        }
        catch (JsonException e)
        {
            throw new FormatException($"is not valid JSON: {e.Message}", e);
        }
    }

    private static JsonElement Rows(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
            return root;
        foreach (var name in (string[])[List, AppList])
        {
            if (root.TryGetProperty(name, out var rows) && rows.ValueKind == JsonValueKind.Array)
                return rows;
        }

        throw new FormatException($"has no list of prices: a JSON list was expected, or an object with a list '{List}' or '{AppList}'");
    }

    private static Dictionary<string, string?> Fields(JsonElement row, int index)
    {
        if (row.ValueKind != JsonValueKind.Object)
            throw new FormatException(FormattableString.Invariant($"row {index + 1} is not an object"));
        var fields = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in row.EnumerateObject())
        {
            fields[member.Name] = member.Value.ValueKind switch
            {
                JsonValueKind.String => member.Value.GetString(),
                JsonValueKind.Null => null,
                _ => member.Value.GetRawText(),
            };
        }

        return fields;
    }

    private static IEnumerable<Dictionary<string, string?>> FromCsv(string text)
    {
        IReadOnlyList<string>? columns = null;
        foreach (var cells in CsvText.Parse(text))
        {
            if (columns is null)
            {
                columns = [.. cells.Select(cell => cell.Trim())];
                if (!columns.Contains(PriceRow.Name, StringComparer.OrdinalIgnoreCase))
                    throw new FormatException($"is no list of prices: its first line should name columns, among them '{PriceRow.Name}' (of {string.Join(", ", PriceRow.Columns)})");
                continue;
            }

            var fields = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < Math.Min(columns.Count, cells.Count); i++)
                fields[columns[i]] = cells[i];
            yield return fields;
        }
    }

    // Which of two would hold is nothing that a reader of the list could tell.
    private static void RefuseTwins(List<ModelPrice> prices)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < prices.Count; i++)
        {
            var key = KeyOf(prices[i]);
            if (seen.TryGetValue(key, out var first))
                throw new FormatException(FormattableString.Invariant($"row {i + 1}: '{PriceRow.Name}' is '{prices[i].Model}', which row {first} has a price for already, for the same provider, host and day"));
            seen[key] = i + 1;
        }
    }

    internal static string KeyOf(ModelPrice price) => FormattableString.Invariant($"{price.Model}\n{price.Provider}\n{price.Host}\n{price.ValidFrom:yyyyMMdd}");
}
