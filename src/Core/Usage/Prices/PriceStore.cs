using System;
using System.Collections.Generic;
using System.IO;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Usage.Prices;

/// <summary>The prices that count: those that come with the module, and the user's own before them.</summary>
/// <param name="home">The data folder.</param>
/// <param name="files">The disk.</param>
public sealed class PriceStore(DataHome home, IFileOperations files)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Lazy<IReadOnlyList<ModelPrice>> BuiltIn = new(Load);

    /// <summary>The list that comes with the module.</summary>
    public static IReadOnlyList<ModelPrice> Module => BuiltIn.Value;

    /// <summary>The user's own list, which need not exist.</summary>
    public string Path => home.PriceFile;

    /// <exception cref="ClaudeDesktopException">The user's list makes no sense.</exception>
    public PriceList Read() => new([.. Own(files.Read(Path)), .. Module]);

    /// <summary>What would become of the user's list.</summary>
    /// <param name="list">The new list's bytes.</param>
    /// <param name="origin">Where they are from, for the error.</param>
    /// <exception cref="ClaudeDesktopException">A row makes no sense; the error names it and its field.</exception>
    public PriceUpdate Plan(byte[] list, string origin)
    {
        IReadOnlyList<ModelPrice> after;
        try
        {
            after = PriceText.Read(list, PriceOrigin.User);
        }
        catch (FormatException e)
        {
            throw PriceErrors.Invalid(origin, e);
        }

        return new PriceUpdate(files.Read(Path), after, PriceChange.Between(Own(files.Read(Path)), after));
    }

    /// <summary>Puts the new list in the place of the user's, and keeps what was there.</summary>
    public void Apply(PriceUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        if (update.Changes.Count == 0 && update.Before is not null)
            return;
        home.RefuseLink();
        using var locked = FileLock.Acquire(home.BudgetLockFile, Patience);
        var changes = new List<FileChange> { new(Path, update.Before, PriceText.Write(update.Prices), FilePrivacy.Private) };
        if (update.Before is not null)
            changes.Insert(0, new FileChange(home.PreviousPriceFile, files.Read(home.PreviousPriceFile), update.Before, FilePrivacy.Private));
        FileTransaction.Apply(changes, files);
    }

    private IReadOnlyList<ModelPrice> Own(byte[]? bytes)
    {
        try
        {
            return bytes is null ? [] : PriceText.Read(bytes, PriceOrigin.User);
        }
        catch (FormatException e)
        {
            throw FileErrors.Unreadable(Path, e.Message + ".", "Put that row right, or make the list anew with Update-CDPrice after taking the file away.", e);
        }
    }

    private static IReadOnlyList<ModelPrice> Load()
    {
        using var stream = typeof(PriceStore).Assembly.GetManifestResourceStream("prices.json")!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return PriceText.Read(memory.ToArray(), PriceOrigin.Module);
    }
}
