using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Import.Sqlite;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>The provider database of cc-switch: its entries for Claude Desktop, and those for Claude Code.</summary>
public static class CcSwitchSource
{
    private const string Rows =
        "SELECT id, name, settings_config, meta, app_type, website_url, notes FROM providers WHERE app_type IN ('claude', 'claude-desktop') ORDER BY app_type DESC, sort_index, id";

    public static string DefaultFile(ModuleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.System.Join(context.System.HomeDirectory, ".cc-switch", "cc-switch.db");
    }

    public static IReadOnlyList<ImportCandidate> Read(ModuleContext context, string path)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!System.IO.File.Exists(path))
            throw ImportErrors.SourceMissing(path, "database of cc-switch");
        return Read(context, path, SqliteDatabase.LibraryOf(context.System.Kind));
    }

    internal static IReadOnlyList<ImportCandidate> Read(ModuleContext context, string path, ISqliteLibrary library)
    {
        using var copy = DatabaseCopy.Of(path, context.Files);
        using var database = SqliteDatabase.Open(library, copy.Path, path);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. database.Query(Rows, 7).Select(row => Once(One(row, path), seen))];
    }

    private static ImportCandidate One(string?[] row, string path)
    {
        var candidate = CcSwitchEntry.Read(row[0] ?? "", row[1] ?? "", row[2], row[3], path);
        return candidate.Provider is not { } provider ? candidate : candidate with
        {
            Provider = provider with
            {
                Website = Uri.TryCreate(row[5], UriKind.Absolute, out var page) ? page : null,
                Notes = string.IsNullOrWhiteSpace(row[6]) ? null : row[6],
            },
        };
    }

    // cc-switch's own import leaves an entry under the same id in both lists; the one made for Claude Desktop comes first.
    private static ImportCandidate Once(ImportCandidate candidate, HashSet<string> seen)
    {
        if (candidate.Id == OfficialProvider.Id)
            return candidate.Skip("It is the official provider, which is always there.");
        return seen.Add(candidate.Id) ? candidate : candidate.Skip("An entry of the same id, made for Claude Desktop, comes before it.");
    }
}
