using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Import;

/// <summary>The profiles of other programs in Claude Desktop's config library. They are read, and stay as they are.</summary>
public static class ConfigLibrarySource
{
    private const string Ending = ".json";
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static IReadOnlyList<ImportCandidate> Read(ModuleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var paths = context.Paths;
        var index = context.Files.Read(paths.LibraryIndex) is { } bytes ? JsonText.Parse(bytes, paths.LibraryIndex) : null;
        var names = ConfigLibrary.Entries(index).GroupBy(entry => entry.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.First().Name, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. names.Keys.Concat(FilesOf(paths)).Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(id => !id.Equals(DesktopPaths.ProfileId, StringComparison.OrdinalIgnoreCase))
                .Select(id => One(context, id, names.TryGetValue(id, out var name) && !string.IsNullOrWhiteSpace(name) ? name : id)),
        ];
    }

    private static IEnumerable<string> FilesOf(DesktopPaths paths) => Directory.Exists(paths.Library)
        ? Directory.GetFiles(paths.Library, "*" + Ending)
            .Where(path => Path.GetFileName(path) != Path.GetFileName(paths.LibraryIndex))
            .Select(Path.GetFileNameWithoutExtension).OfType<string>().OrderBy(id => id, StringComparer.Ordinal)
        : [];

    private static ImportCandidate One(ModuleContext context, string id, string name)
    {
        var slug = id.ToLowerInvariant();
        var isFileName = id.Length is > 0 and <= 128 && id.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_');
        var path = isFileName ? context.System.Join(context.Paths.Library, id + Ending) : context.Paths.LibraryIndex;
        var blank = new ImportCandidate(ProviderId.IsValid(slug) ? slug : ProviderId.FromName(name), name, path);
        if (!isFileName)
            return blank.Skip("The library's index gives it an id that no profile can have.");
        try
        {
            if (context.Files.Read(path) is not { } bytes)
                return blank.Skip("The library's index names it, but its file is not there.");
            using var document = JsonDocument.Parse(bytes, Lenient);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? LibraryProvider.Fill(blank, new LibraryProfile(document.RootElement))
                : blank.Skip("It is JSON, but not an object.");
        }
        catch (JsonException)
        {
            return blank.Skip("It is not JSON.");
        }
        catch (InvalidOperationException)
        {
            return blank.Skip("It holds half a character, which no text can have.");
        }
    }
}
