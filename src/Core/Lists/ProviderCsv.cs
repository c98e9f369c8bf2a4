using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Lists;

/// <summary>
/// Providers as rows for a spreadsheet. A role's route stands in columns of its own (SonnetModel, SonnetDisplayName, SonnetSupports1M);
/// routes that these cannot say stand as JSON in Routes, and the columns are empty.
/// </summary>
internal static class ProviderCsv
{
    private static readonly IReadOnlyList<(string Name, Func<Provider, string?> Value)> Columns =
    [
        ("Id", provider => provider.Id),
        ("Name", provider => provider.Name),
        ("Mode", provider => provider.Mode.ToString()),
        ("ApiFormat", provider => provider.ApiFormat.ToString()),
        ("BaseUri", provider => provider.BaseUri?.AbsoluteUri),
        ("AuthScheme", provider => provider.AuthScheme.ToString()),
        ("Models", provider => List(provider.Models)),
        .. ModelRoles.All.SelectMany(RoleColumns),
        ("Routes", provider => AreSimple(provider.Routes) ? null : Json(writer => ProviderJson.WriteRoutes(writer, provider.Routes))),
        ("Headers", provider => provider.Headers.Count == 0 ? null : Json(writer => ProviderJson.WriteHeaders(writer, provider.Headers))),
        ("Fallback", provider => List(provider.Fallback)),
        ("KeepModeChooser", provider => Flag(provider.KeepModeChooser)),
        ("PlainTextKey", provider => Flag(provider.PlainTextKey)),
        ("CoworkEgressAllowedHosts", provider => List(provider.CoworkEgressAllowedHosts)),
        ("BodyAdditions", provider => provider.BodyAdditions),
        ("AllowModels", provider => List(provider.AllowModels)),
        ("DenyModels", provider => List(provider.DenyModels)),
        ("ProviderOrder", provider => List(provider.ProviderOrder)),
        ("StrictProviderOrder", provider => Flag(provider.StrictProviderOrder)),
        ("DataPolicy", provider => provider.DataPolicy?.ToString()),
        ("KeySource", provider => provider.KeySource.Kind == KeySourceKind.Store ? null : provider.KeySource.ToString()),
        ("Preset", provider => provider.Preset),
        ("Notes", provider => provider.Notes),
        ("Website", provider => provider.Website?.AbsoluteUri),
        ("KeyHint", provider => provider.KeyHint),
        ("CreatedAt", provider => provider.CreatedAt?.ToString("O", CultureInfo.InvariantCulture)),
        ("UpdatedAt", provider => provider.UpdatedAt?.ToString("O", CultureInfo.InvariantCulture)),
    ];

    /// <summary>The names of the columns, and then a record a provider.</summary>
    public static IEnumerable<string> Write(IEnumerable<Provider> providers, char delimiter) => providers
        .Select(provider => CsvText.Line(Columns.Select(column => CsvGuard.Guard(column.Value(provider) ?? "")), delimiter))
        .Prepend(CsvText.Line(Columns.Select(column => column.Name), delimiter));

    /// <summary>The rows of a text, each as a JSON object of texts.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static IEnumerable<JsonDocument> Read(string text)
    {
        IReadOnlyList<string>? names = null;
        foreach (var record in CsvText.Parse(text))
        {
            if (names is null)
                names = Names(record);
            else
                yield return JsonDocument.Parse(Row(names, record));
        }
    }

    private static List<string> Names(IReadOnlyList<string> record)
    {
        var names = record.Select(name => name.Trim()).ToList();
        return names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1 && group.Key.Length > 0) is { } twice
            ? throw new FormatException($"has the column '{PlainText.Of(twice.Key)}' twice.")
            : names;
    }

    // A cell that has no column is one that this version does not know either.
    private static byte[] Row(IReadOnlyList<string> names, IReadOnlyList<string> record) => JsonRaw.Write(writer =>
    {
        writer.WriteStartObject();
        for (var i = 0; i < record.Count; i++)
            writer.WriteString(i < names.Count ? names[i] : string.Format(CultureInfo.InvariantCulture, "column {0}", i + 1), CsvGuard.Undo(record[i]));
        writer.WriteEndObject();
    });

    private static IEnumerable<(string, Func<Provider, string?>)> RoleColumns(ModelRole role)
    {
        yield return (role + "Model", provider => Simple(provider, role)?.Model);
        yield return (role + "DisplayName", provider => Simple(provider, role)?.DisplayName);
        yield return (role + "Supports1M", provider => Flag(Simple(provider, role)?.Supports1M));
    }

    private static ModelRoute? Simple(Provider provider, ModelRole role) =>
        AreSimple(provider.Routes) ? provider.Routes.FirstOrDefault(route => route.Role == role) : null;

    // One a role, in the order of the columns: the first of them is the picker's default.
    private static bool AreSimple(IReadOnlyList<ModelRoute> routes) =>
        routes.All(route => route.ProviderId is null && route.RouteId == ModelRoles.DefaultRouteId(route.Role) && route.DisplayName is null or { Length: > 0 })
        && routes.Zip(routes.Skip(1), (first, second) => first.Role < second.Role).All(ascends => ascends);

    private static string? List(IReadOnlyList<string> items) =>
        items.All(item => item.Length > 0 && item.Trim() == item && item[0] != '[' && item.IndexOfAny([';', '\r', '\n']) < 0)
            ? string.Join("; ", items)
            : Json(writer =>
            {
                writer.WriteStartArray();
                foreach (var item in items)
                    writer.WriteStringValue(item);
                writer.WriteEndArray();
            });

    private static string? Flag(bool? value) => value switch { null => null, true => "True", false => "False" };

    private static string Json(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(JsonRaw.Write(write));
}
