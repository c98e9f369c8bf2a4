using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Budgets;

/// <summary>A budget as it stands in its file. Members that this version does not know are kept.</summary>
internal static class BudgetJson
{
    public const string Name = "name";

    /// <exception cref="FormatException">It is no budget.</exception>
    public static Budget Read(JsonElement element)
    {
        var money = Number(element, "limitUsd");
        var tokens = Number(element, "limitTokens");
        if (money is null == tokens is null)
            throw new FormatException("has not one of 'limitUsd' and 'limitTokens'");
        try
        {
            return new Budget
            {
                Name = ProviderJson.RequiredText(element, Name),
                Provider = ProviderJson.Text(element, "provider"),
                Role = ProviderJson.Text(element, "role") is null ? null : ProviderJson.Enumeration<ModelRole>(element, "role"),
                Period = ProviderJson.Enumeration<BudgetPeriod>(element, "period"),
                Unit = money is null ? BudgetUnit.Tokens : BudgetUnit.Money,
                Limit = (money ?? tokens)!.Value,
                WarnAt = Number(element, "warnAt") ?? Budget.UsualWarnAt,
                AtLimit = ProviderJson.Enumeration<BudgetAction>(element, "atLimit"),
                CreatedAt = Time(element, "createdAt"),
                UpdatedAt = Time(element, "updatedAt"),
            }.Checked();
        }
        catch (ClaudeDesktopException e)
        {
            throw new FormatException($"cannot be: {e.Message}", e);
        }
    }

    public static JsonText Write(JsonText element, Budget budget)
    {
        foreach (var (name, value) in Members(budget))
            element = value is null ? element.Remove(name) : element.Set(value, name);
        return element;
    }

    private static IEnumerable<(string Name, byte[]? Value)> Members(Budget budget)
    {
        yield return (Name, JsonRaw.Text(budget.Name));
        yield return ("provider", Optional(budget.Provider));
        yield return ("role", Optional(budget.Role?.ToString()));
        yield return ("period", JsonRaw.Text(budget.Period.ToString()));
        yield return ("limitUsd", budget.Unit == BudgetUnit.Money ? Raw(budget.Limit) : null);
        yield return ("limitTokens", budget.Unit == BudgetUnit.Tokens ? Raw(budget.Limit) : null);
        yield return ("warnAt", Raw(budget.WarnAt));
        yield return ("atLimit", JsonRaw.Text(budget.AtLimit.ToString()));
        yield return ("createdAt", Optional(budget.CreatedAt?.ToString("O", CultureInfo.InvariantCulture)));
        yield return ("updatedAt", Optional(budget.UpdatedAt?.ToString("O", CultureInfo.InvariantCulture)));
    }

    private static byte[] Raw(decimal number) => JsonRaw.Write(writer => writer.WriteNumberValue(number));

    private static byte[]? Optional(string? text) => string.IsNullOrEmpty(text) ? null : JsonRaw.Text(text!);

    private static decimal? Number(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var found))
            return null;
        return found.ValueKind == JsonValueKind.Number && found.TryGetDecimal(out var number) ? number : throw new FormatException($"has a '{name}' that is not a number");
    }

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        ProviderJson.Text(element, name) is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) ? time : null;
}
