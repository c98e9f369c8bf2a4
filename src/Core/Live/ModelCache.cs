using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Live;

/// <summary>Which models a provider had when it was last asked, so that a prompt can offer them and ask nobody.</summary>
/// <param name="home">The data folder.</param>
/// <param name="files">The disk.</param>
public sealed class ModelCache(DataHome home, IFileOperations files)
{
    private const int Most = 5000;
    private const int LongestName = 200;
    private const string BaseUri = "baseUri";
    private const string AskedAt = "askedAt";
    private const string Models = "models";

    /// <summary>Keeps what a provider answered.</summary>
    /// <exception cref="ClaudeDesktopException">The disk does not take it.</exception>
    public void Keep(Provider provider, IEnumerable<UpstreamModel> models, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(models);
        home.RefuseLink();
        var path = home.ModelFile(provider.Id);
        var content = JsonRaw.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString(BaseUri, provider.BaseUri?.AbsoluteUri);
            json.WriteString(AskedAt, now.ToString("O", CultureInfo.InvariantCulture));
            json.WriteStartArray(Models);
            foreach (var name in models.Select(model => model.Id).Where(IsName).Distinct(StringComparer.Ordinal).Take(Most))
                json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        TemporaryFiles.Sweep(path);
        files.Replace(path, content, FilePrivacy.Private, files.Read(path));
    }

    /// <summary>What is known of a provider's models; null where it was never asked, now has another address, or what was kept makes no sense.</summary>
    public (DateTimeOffset AskedAt, IReadOnlyList<string> Names)? Find(Provider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        try
        {
            if (files.Read(home.ModelFile(provider.Id)) is not { } bytes)
                return null;
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            var names = root.GetProperty(Models).EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!).Where(IsName).ToList();
            return root.GetProperty(BaseUri).GetString() == provider.BaseUri?.AbsoluteUri ? (root.GetProperty(AskedAt).GetDateTimeOffset(), names) : null;
        }
        catch (Exception e) when (e is ClaudeDesktopException or IOException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // Get-CDModel makes it anew.
            return null;
        }
    }

    // It ends up on a screen.
    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && !name.Any(char.IsControl);
}
