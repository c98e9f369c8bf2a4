using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Budgets;

/// <summary>The budgets' file as it was at one moment. Changing it gives another; only <see cref="BudgetStore"/> writes one.</summary>
internal sealed class BudgetList
{
    private const string ListName = "budgets";
    private readonly JsonText _text;
    private readonly string _path;

    private BudgetList(JsonText text, string path)
    {
        _text = text;
        _path = path;
        using var list = text.Find(ListName) is { } raw ? JsonDocument.Parse(raw) : null;
        Budgets = list?.RootElement is { ValueKind: JsonValueKind.Array } elements ? [.. elements.EnumerateArray().Select(element => ReadOne(element, path))] : [];
        if (Budgets.GroupBy(budget => budget.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twins)
            throw BudgetErrors.Unreadable(path, $"lists budget '{twins.Key}' twice.");
    }

    public IReadOnlyList<Budget> Budgets { get; }

    public static BudgetList Parse(byte[]? bytes, string path) => new(bytes is null ? JsonText.EmptyObject : JsonText.Parse(bytes, path), path);

    public byte[] ToFile() => _text.ToBytes();

    public Budget? Find(string name) => Budgets.FirstOrDefault(budget => string.Equals(budget.Name, name, StringComparison.OrdinalIgnoreCase));

    public BudgetList With(Budget budget)
    {
        var edits = new Dictionary<string, Func<JsonText, JsonText>>(StringComparer.Ordinal) { [budget.Name] = element => BudgetJson.Write(element, budget) };
        return new BudgetList(_text.SetElements(ListName, BudgetJson.Name, edits), _path);
    }

    public BudgetList Without(Budget budget) => new(_text.Remove(ListName, JsonStep.Element(BudgetJson.Name, budget.Name)), _path);

    private static Budget ReadOne(JsonElement element, string path)
    {
        try
        {
            return BudgetJson.Read(element);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException)
        {
            throw BudgetErrors.Unreadable(path, $"lists a budget ('{JsonString.Of(element, BudgetJson.Name) ?? "without a name"}') that {(e is FormatException ? e.Message : "is no object")}.", e);
        }
    }
}
