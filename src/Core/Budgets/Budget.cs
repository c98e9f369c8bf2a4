using System;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Budgets;

/// <summary>How much may be spent in a period: by all providers, by one, by one role, or by one role of one.</summary>
public sealed record Budget
{
    public const decimal UsualWarnAt = 0.8m;
    private const int LongestName = 64;
    private const int ScopeLength = 12;

    /// <summary>What the budget is called; case makes no difference.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the provider whose spending counts; null for every provider.</summary>
    public string? Provider { get; init; }

    /// <summary>The role whose spending counts; null for every role.</summary>
    public ModelRole? Role { get; init; }

    public required BudgetPeriod Period { get; init; }

    public required BudgetUnit Unit { get; init; }

    /// <summary>How much, in <see cref="Unit"/>.</summary>
    public required decimal Limit { get; init; }

    /// <summary>The share of the limit at which the gateway warns, from 0 to 1.</summary>
    public decimal WarnAt { get; init; } = UsualWarnAt;

    /// <summary>What happens at the limit.</summary>
    public BudgetAction AtLimit { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public override string ToString() => Name;

    /// <summary>What spending has to agree in to be counted together: a budget that becomes another in it begins anew.</summary>
    internal string Scope => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Period}|{Unit}|{Provider?.ToUpperInvariant()}|{Role}"))).Substring(0, ScopeLength);

    public bool CoversProvider(string providerId) => Provider is null || string.Equals(Provider, providerId, StringComparison.OrdinalIgnoreCase);

    public bool Covers(string providerId, ModelRole? role) => CoversProvider(providerId) && (Role is null || Role == role);

    /// <exception cref="ClaudeDesktopException">It makes no sense.</exception>
    public Budget Checked()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > LongestName || Name.Any(c => !(char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' ')))
            throw BudgetErrors.Invalid(Name, $"a budget's name has at most {LongestName} letters, digits, blanks, hyphens, dots and underscores");
        if (Limit <= 0 || (Unit == BudgetUnit.Tokens && Limit != decimal.Truncate(Limit)) || Limit > 1_000_000_000_000_000m)
            throw BudgetErrors.Invalid(Name, "its limit is above 0, and of tokens a whole number");
        return WarnAt is > 0 and <= 1 ? this : throw BudgetErrors.Invalid(Name, "the share to warn at is above 0 and at most 1");
    }
}
