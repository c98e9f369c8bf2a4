using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Lists;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>Lists of providers: files as Export-CDProvider writes them, and objects of a pipeline.</summary>
public static class ListSource
{
    private const int Largest = 64 * 1024 * 1024;
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>What a file says. A row that makes no sense is a candidate with the reason; only a file that makes none at all is an error.</summary>
    /// <param name="context">The machine and the user.</param>
    /// <param name="path">The file.</param>
    /// <param name="format">How the list stands in it; null for what its name says, and JSON where that says nothing.</param>
    /// <param name="passphrase">What the keys are sealed with; null leaves them.</param>
    public static IReadOnlyList<ImportCandidate> Read(ModuleContext context, string path, ProviderListFormat? format, string? passphrase)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > Largest })
                throw new FormatException($"is larger than {Largest / 1024 / 1024} MiB; no list of providers is.");
            var bytes = context.Files.Read(path) ?? throw ImportErrors.SourceMissing(path, "list of providers");
            var text = ListText.Decode(bytes);
            return (format ?? FormatOf(path)) == ProviderListFormat.Csv ? Csv(text, path) : Json(text, path, passphrase);
        }
        catch (FormatException e)
        {
            throw ImportErrors.BadList(path, PlainText.Of(e.Message), e);
        }
        catch (JsonException e)
        {
            throw ImportErrors.BadList(path, $"is not JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).", e);
        }
        catch (InvalidOperationException e)
        {
            throw ImportErrors.BadList(path, "holds half a character, or something of another kind than is expected.", e);
        }
    }

    /// <summary>What an object of a pipeline says.</summary>
    /// <param name="piped">Its names and values: dictionaries, lists, texts, decimals, flags and nulls.</param>
    /// <param name="number">The how manieth it is.</param>
    public static ImportCandidate Read(object? piped, int number)
    {
        using var document = JsonDocument.Parse(ObjectJson.Write(piped));
        return ListCandidate.Of(document.RootElement, number, "the pipeline", null);
    }

    /// <summary>How a list stands in a file of a name.</summary>
    public static ProviderListFormat FormatOf(string path) =>
        string.Equals(Path.GetExtension(path), ".csv", StringComparison.OrdinalIgnoreCase) ? ProviderListFormat.Csv : ProviderListFormat.Json;

    private static List<ImportCandidate> Csv(string text, string path)
    {
        var candidates = new List<ImportCandidate>();
        foreach (var row in ProviderCsv.Read(text))
        {
            using (row)
                candidates.Add(ListCandidate.Of(row.RootElement, candidates.Count + 1, path, null));
        }

        return candidates;
    }

    private static List<ImportCandidate> Json(string text, string path, string? passphrase)
    {
        using var document = JsonDocument.Parse(text, Lenient);
        var root = document.RootElement;
        var keys = SealedListKeys.None;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(ProviderListJson.ListName, out var list))
        {
            RefuseNewer(root);
            if (root.TryGetProperty(ProviderListJson.KeysName, out var closed) && closed.ValueKind != JsonValueKind.Null)
                keys = SealedListKeys.Of(closed, passphrase, path);
        }
        else
            list = root;
        return list.ValueKind switch
        {
            JsonValueKind.Array => [.. list.EnumerateArray().Select((row, index) => ListCandidate.Of(row, index + 1, path, keys))],
            JsonValueKind.Object => [ListCandidate.Of(list, 1, path, keys)],
            _ => throw new FormatException("holds JSON, but no list of providers."),
        };
    }

    private static void RefuseNewer(JsonElement root)
    {
        if (ProviderJson.Text(root, "format") == ProviderListJson.Format
            && root.TryGetProperty("version", out var version) && !(version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number == ProviderListJson.Version))
            throw new FormatException("was written by a newer version of this module.");
    }
}
