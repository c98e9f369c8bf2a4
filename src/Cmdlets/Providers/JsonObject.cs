using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>A table, an object or a text that somebody gave as the additions to a body, as JSON.</summary>
internal static class JsonObject
{
    private const int Deepest = 32;

    /// <exception cref="ClaudeDesktopException">It holds something that JSON has no value for.</exception>
    public static string? Write(object? given) => Bare(given) switch
    {
        null => null,
        string text => BodyAdditions.Parse(text),
        var value => BodyAdditions.Of(Read(value, Deepest)),
    };

    private static object? Read(object? value, int depth) => depth == 0 ? throw Not("nest too deep") : Bare(value) switch
    {
        null => null,
        string or bool => Bare(value),
        int or long or short or byte or double or float or decimal or uint or ulong when LanguagePrimitives.TryConvertTo<decimal>(Bare(value), out var number) => number,
        IDictionary table => Members(table, depth),
        PSObject { BaseObject: PSCustomObject } item => item.Properties.ToDictionary(property => property.Name, property => Read(property.Value, depth - 1)),
        IEnumerable items => items.Cast<object?>().Select(item => Read(item, depth - 1)).ToList(),
        var other => throw Not($"hold a {other!.GetType().Name}"),
    };

    // A hashtable keeps no order, and the same command shall make the same body every time.
    private static Dictionary<string, object?> Members(IDictionary table, int depth)
    {
        var names = table.Keys.Cast<object>().Select(key => (Key: key, Name: LanguagePrimitives.ConvertTo<string>(key)));
        return (table is Hashtable ? names.OrderBy(item => item.Name, StringComparer.Ordinal) : names).ToDictionary(item => item.Name, item => Read(table[item.Key], depth - 1));
    }

    private static object? Bare(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static ClaudeDesktopException Not(string what) =>
        new(ErrorCode.ProviderInvalid, $"The body additions cannot be used: they {what}.", "Give texts, numbers, flags, lists and tables, or a JSON text.");
}
