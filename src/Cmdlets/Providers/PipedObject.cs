using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Lists;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>An object of the pipeline as names and values: whatever Import-Csv, ConvertFrom-Json, Get-CDProvider or a script made.</summary>
internal static class PipedObject
{
    private const int Deepest = 8;

    public static object? Read(PSObject piped)
    {
        // Import-Csv leaves no mark on what it makes, but everything in it is text.
        var isCsv = piped.BaseObject is PSCustomObject && piped.Properties.All(property => property is PSNoteProperty { Value: null or string });
        return Read(piped, Deepest, isCsv);
    }

    private static object? Read(object? value, int depth, bool isCsv) => (value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value) switch
    {
        null => null,
        string text => isCsv ? CsvGuard.Undo(text) : text,
        bool flag => flag,
        int or long or short or byte or double or decimal when LanguagePrimitives.TryConvertTo<decimal>(value, out var number) => number,
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        Uri or ValueType => $"{value}",
        _ when depth == 0 => null,
        IDictionary pairs => pairs.Keys.Cast<object>().GroupBy(LanguagePrimitives.ConvertTo<string>).ToDictionary(group => group.Key, group => Read(pairs[group.First()], depth - 1, isCsv)),
        IEnumerable items => items.Cast<object?>().Select(item => Read(item, depth - 1, isCsv)).ToList(),
        var other => Properties(PSObject.AsPSObject(other), depth, isCsv),
    };

    private static Dictionary<string, object?> Properties(PSObject piped, int depth, bool isCsv)
    {
        var values = new Dictionary<string, object?>();
        foreach (var property in piped.Properties.Where(property => property.IsGettable))
        {
            try
            {
                values[property.Name] = Read(property.Value, depth - 1, isCsv);
            }
            catch (GetValueException)
            {
                // A script's property that fails has nothing to say.
            }
        }

        return values;
    }
}
