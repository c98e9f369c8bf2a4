using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Budgets;

/// <summary>The state's file. It is this module's alone, and written whole.</summary>
internal static class BudgetStateJson
{
    private const int SchemaVersion = 1;
    private const string DayFormat = "yyyy-MM-dd";

    public static BudgetState Read(byte[]? bytes, string path)
    {
        if (bytes is null)
            return new BudgetState();
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw BudgetErrors.Unreadable(path, "is not what this module wrote there.", e);
        }
    }

    public static byte[] Write(BudgetState state) => JsonRaw.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteStartArray("accounts");
        foreach (var account in state.Accounts)
            Write(json, account);
        json.WriteEndArray();
        json.WriteStartArray("leases");
        foreach (var lease in state.Leases)
            Write(json, lease);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static string Text(DateTime day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    public static DateTime Day(string text) => DateTime.ParseExact(text, DayFormat, CultureInfo.InvariantCulture);

    private static BudgetState Read(JsonElement root)
    {
        if (root.GetProperty("schemaVersion").GetInt32() != SchemaVersion)
            throw new FormatException("is of another version");
        var state = new BudgetState();
        state.Accounts.AddRange(ProviderJson.Elements(root, "accounts").Select(ReadAccount));
        state.Leases.AddRange(ProviderJson.Elements(root, "leases").Select(ReadLease));
        return state;
    }

    private static BudgetAccount ReadAccount(JsonElement element)
    {
        var account = new BudgetAccount(ProviderJson.RequiredText(element, "name"), ProviderJson.RequiredText(element, "scope"));
        foreach (var item in ProviderJson.Elements(element, "entries"))
        {
            account.Entries.Add(new BudgetEntry(Day(ProviderJson.RequiredText(item, "start")))
            {
                Spent = item.GetProperty("spent").GetDecimal(),
                Requests = item.GetProperty("requests").GetInt64(),
                Unpriced = item.GetProperty("unpriced").GetInt64(),
                IsWarned = ProviderJson.Flag(item, "warned"),
                Counts = ProviderJson.Flag(item, "counts"),
            });
        }

        if (ProviderJson.Text(element, "current") is { } current)
            account.Current = account.Entries.FirstOrDefault(entry => entry.Start == Day(current)) ?? throw new FormatException("has no such period");
        return account;
    }

    private static BudgetLease ReadLease(JsonElement element)
    {
        var id = ProviderJson.RequiredText(element, "id");
        if (!BudgetOwner.IsId(id))
            throw new FormatException("has no such id");
        var lease = new BudgetLease(new BudgetOwner(id, element.GetProperty("pid").GetInt32(), ProviderJson.Text(element, "mark"), element.GetProperty("startedAt").GetDateTimeOffset()))
        {
            Journal = element.GetProperty("journal").GetInt32(),
        };
        lease.Grants.AddRange(ProviderJson.Elements(element, "grants").Select(
            item => new BudgetGrant(ProviderJson.RequiredText(item, "budget"), ProviderJson.RequiredText(item, "scope"), Day(ProviderJson.RequiredText(item, "start")), item.GetProperty("amount").GetDecimal())));
        return lease;
    }

    private static void Write(Utf8JsonWriter json, BudgetAccount account)
    {
        json.WriteStartObject();
        json.WriteString("name", account.Name);
        json.WriteString("scope", account.Scope);
        if (account.Current is { } current)
            json.WriteString("current", Text(current.Start));
        json.WriteStartArray("entries");
        foreach (var entry in account.Entries)
        {
            json.WriteStartObject();
            json.WriteString("start", Text(entry.Start));
            json.WriteNumber("spent", entry.Spent);
            json.WriteNumber("requests", entry.Requests);
            json.WriteNumber("unpriced", entry.Unpriced);
            json.WriteBoolean("warned", entry.IsWarned);
            json.WriteBoolean("counts", entry.Counts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BudgetLease lease)
    {
        json.WriteStartObject();
        json.WriteString("id", lease.Owner.Id);
        json.WriteNumber("pid", lease.Owner.ProcessId);
        if (lease.Owner.StartMark is { } mark)
            json.WriteString("mark", mark);
        json.WriteString("startedAt", lease.Owner.StartedAt.ToString("O", CultureInfo.InvariantCulture));
        json.WriteNumber("journal", lease.Journal);
        json.WriteStartArray("grants");
        foreach (var grant in lease.Grants)
        {
            json.WriteStartObject();
            json.WriteString("budget", grant.Budget);
            json.WriteString("scope", grant.Scope);
            json.WriteString("start", Text(grant.Start));
            json.WriteNumber("amount", grant.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
