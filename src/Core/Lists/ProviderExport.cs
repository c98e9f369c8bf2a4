using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Lists;

/// <summary>Writes lists of providers, for files and for pipelines.</summary>
public static class ProviderExport
{
    /// <summary>The shortest passphrase that keys are sealed with.</summary>
    public const int ShortestPassphrase = Seal.ShortestPassphrase;

    /// <summary>The list as one JSON text.</summary>
    /// <param name="context">The machine and the user.</param>
    /// <param name="providers">The providers; the official one is left out, since it is everywhere.</param>
    /// <param name="passphrase">What to seal the keys with; null leaves them out.</param>
    public static string Json(ModuleContext context, IEnumerable<Provider> providers, string? passphrase)
    {
        ArgumentNullException.ThrowIfNull(context);
        var own = Own(providers).ToList();
        return Encoding.UTF8.GetString(ProviderListJson.Write(own, passphrase is null ? null : SealedKeys.Close(KeysOf(context, own), passphrase)));
    }

    /// <summary>The list as CSV: the names of the columns, and then a record a provider.</summary>
    public static IEnumerable<string> Csv(IEnumerable<Provider> providers, char delimiter) => ProviderCsv.Write(Own(providers), delimiter);

    /// <summary>Writes a list into a file that the user alone can read.</summary>
    /// <param name="context">The machine and the user.</param>
    /// <param name="path">The file.</param>
    /// <param name="lines">The list's lines.</param>
    /// <param name="format">Which list it is: a spreadsheet needs a mark to know UTF-8.</param>
    /// <param name="keep">Fails where the file is there already.</param>
    /// <param name="force">Replaces also a file that is read-only.</param>
    public static void Write(ModuleContext context, string path, IEnumerable<string> lines, ProviderListFormat format, bool keep, bool force)
    {
        ArgumentNullException.ThrowIfNull(context);
        var before = context.Files.Read(path);
        if (before is not null && keep)
            throw Exists(path);
        if (force && before is not null && File.GetAttributes(path) is var attributes && (attributes & FileAttributes.ReadOnly) != 0)
            File.SetAttributes(path, attributes & ~FileAttributes.ReadOnly);
        var text = string.Join("\r\n", lines) + "\r\n";
        byte[] bytes = format == ProviderListFormat.Csv ? [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)] : Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal));
        context.Files.Replace(path, bytes, FilePrivacy.Private, before);
    }

    private static IEnumerable<Provider> Own(IEnumerable<Provider> providers) => providers.Where(provider => !provider.IsOfficial);

    private static Dictionary<string, SealedKey> KeysOf(ModuleContext context, IEnumerable<Provider> providers)
    {
        var keys = new Dictionary<string, SealedKey>(StringComparer.OrdinalIgnoreCase);
        var store = context.Store.Read();
        foreach (var provider in providers)
        {
            // An object of the pipeline may name another address than the one that the key was given for.
            if (store.Find(provider.Id) is { BaseUri: { } address } stored && context.Secrets.Get(SecretNames.ProviderKey(stored)) is { Length: > 0 } key)
                keys[stored.Id] = new SealedKey(key, address);
        }

        return keys;
    }

    private static ClaudeDesktopException Exists(string path) => new(
        ErrorCode.ExportTargetExists,
        $"'{path}' exists already. Nothing was written.",
        "Name another file, or leave -NoClobber out.",
        path);
}
