using System;
using System.Globalization;
using System.Text.Json;
using ClaudeDesktop.Lists;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>One entry of a list as a candidate.</summary>
internal static class ListCandidate
{
    /// <param name="element">The entry.</param>
    /// <param name="number">The how manieth it is, for one that has no name.</param>
    /// <param name="source">Where the list is from.</param>
    /// <param name="keys">The keys that came along; null where the list cannot have any.</param>
    public static ImportCandidate Of(JsonElement element, int number, string source, SealedListKeys? keys)
    {
        var blank = new ImportCandidate(string.Format(CultureInfo.InvariantCulture, "entry-{0}", number), string.Format(CultureInfo.InvariantCulture, "Entry {0}", number), source);
        try
        {
            var row = new ListRow(element);
            var id = row.Word("id");
            var name = row.Word("name") ?? id;
            if (name is null)
                return blank.Skip("It has neither an id nor a name.");
            blank = new ImportCandidate(id ?? ProviderId.FromName(name), name, source);
            if (!ProviderId.IsValid(blank.Id))
                return blank.Skip($"Its id '{blank.Id}' must be 1 to 64 lower-case letters, digits, dots, dashes or underscores, beginning with a letter or a digit.");
            var made = Filled(blank, row, ProviderRow.New(row, blank.Id, name), keys, isNew: true);
            var copy = new ListRow(element.Clone());
            return made with { Over = found => Filled(blank, copy, ProviderRow.Apply(copy, found), keys, isNew: false) };
        }
        catch (FormatException e)
        {
            return blank.Skip(e.Message);
        }
        catch (InvalidOperationException)
        {
            return blank.Skip("It holds half a character, which no text can have.");
        }
    }

    private static ImportCandidate Filled(ImportCandidate blank, ListRow row, Provider provider, SealedListKeys? keys, bool isNew)
    {
        var (key, note) = KeyOf(row, provider, keys, isNew);
        var leftOut = ProviderRow.LeftOut(row);
        return SettingsProvider.Checked(blank with { Provider = provider, Key = key, Reason = note is null ? leftOut : leftOut is null ? note : $"{note} {leftOut}" });
    }

    private static (string? Key, string? Note) KeyOf(ListRow row, Provider provider, SealedListKeys? keys, bool isNew)
    {
        if (provider.AuthScheme == AuthScheme.None)
            return (null, null);

        // A reference of a stranger's could name any variable or secret of this user's.
        if (provider.KeySource.Kind != KeySourceKind.Store)
            return (null, row.IsBlank("keySource") ? null : $"Its key is read from {provider.KeySource} here, and sent to {provider.BaseUri?.Authority}: make sure that both are meant.");
        if (keys?.Find(provider.Id) is { } closed)
            return closed.Address == provider.BaseUri ? (closed.Key, null) : (null, $"Its address was changed after the list was made, so its key was not taken. {Give(provider)}");
        if (!isNew)
            return (null, null);
        return (null, keys is { AreClosed: true } && !row.IsBlank("keyHint")
            ? "Its key is in the list, but -Passphrase was not given: run the command again with it and -Force."
            : row.IsBlank("keyHint") ? null : $"Its key is not in the list. {Give(provider)}");
    }

    private static string Give(Provider provider) => $"Give it one: Set-CDProvider {provider.Id} -ApiKey (Read-Host -AsSecureString).";
}
