using System;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Live;

/// <summary>Who is asked, where, with which key and for which model.</summary>
internal sealed record Asked(Provider Provider, Uri Address, string? Key, string? Model)
{
    // A record would show the key.
    public override string ToString() => $"{Provider.Id} {Address}";
}
