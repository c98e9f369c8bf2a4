using System;
using System.Collections.Generic;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Budgets;

/// <summary>The file that remembers the budgets. Reading takes no lock.</summary>
/// <param name="home">The data folder.</param>
/// <param name="files">The disk.</param>
public sealed class BudgetStore(DataHome home, IFileOperations files)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Path => home.BudgetFile;

    /// <exception cref="ClaudeDesktopException">The file makes no sense.</exception>
    public IReadOnlyList<Budget> Read() => ReadList().Budgets;

    public Budget? Find(string name) => ReadList().Find(name);

    /// <summary>Adds a budget, or changes the one of that name.</summary>
    public void Put(Budget budget)
    {
        ArgumentNullException.ThrowIfNull(budget);
        budget.Checked();
        Change(list => list.With(list.Find(budget.Name) is { } known ? budget with { Name = known.Name } : budget));
    }

    /// <summary>Forgets a budget, and what was spent of it.</summary>
    public void Remove(string name) => Change(list => list.Without(list.Find(name) ?? throw BudgetErrors.NotFound(name)));

    // Another budget of the same name shall not inherit what this one had spent.
    private IEnumerable<FileChange> Forget(BudgetList after)
    {
        if (files.Read(home.BudgetStateFile) is not { } bytes)
            yield break;
        var state = BudgetStateJson.Read(bytes, home.BudgetStateFile);
        if (state.Accounts.RemoveAll(account => after.Find(account.Name) is null) > 0)
            yield return new FileChange(home.BudgetStateFile, bytes, BudgetStateJson.Write(state), FilePrivacy.Private);
    }

    private BudgetList ReadList() => BudgetList.Parse(files.Read(Path), Path);

    private void Change(Func<BudgetList, BudgetList> change)
    {
        home.RefuseLink();
        using var locked = FileLock.Acquire(home.BudgetLockFile, Patience);
        var before = files.Read(Path);
        var after = change(BudgetList.Parse(before, Path));
        FileTransaction.Apply([new FileChange(Path, before, after.ToFile(), FilePrivacy.Private), .. Forget(after)], files);
    }
}
