using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Usage;

/// <summary>What the requests of one sum have in common. What is not summed by is null.</summary>
internal readonly record struct UsageKey(string? Provider, string? Model, ModelRole? Role, DateTime? Day, string? Session, string? User, string? Machine, string? Project)
{
    private const string Missing = "-";

    /// <summary>All of it in one text, in the order in which it was asked for.</summary>
    public string Text(IEnumerable<UsageGroup> groups)
    {
        var key = this;
        return string.Join(" / ", groups.Select(group => key.Part(group) ?? Missing));
    }

    private string? Part(UsageGroup group) => group switch
    {
        UsageGroup.Provider => Provider,
        UsageGroup.Model => Model,
        UsageGroup.Role => Role?.ToString(),
        UsageGroup.Day => Day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        UsageGroup.Session => Session,
        UsageGroup.User => User,
        UsageGroup.Machine => Machine,
        UsageGroup.Project => Project,
        _ => null,
    };
}
