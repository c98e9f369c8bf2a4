using System;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;

/// <summary>One line of the table.</summary>
/// <param name="Host">The vendor's host or the domain above it, <see cref="LocalHost.Pattern"/>, or empty for any.</param>
/// <param name="Model">What the model's id begins with behind the last slash, with a slash what it begins with as a whole, with a
/// leading asterisk what it contains, or empty for any.</param>
/// <param name="Apply">What is known of it.</param>
internal sealed record QuirkRow(string Host, string Model, Func<ChatQuirks, ChatQuirks> Apply)
{
    public bool Fits(Uri address, string model) => FitsHost(address) && FitsModel(model);

    private bool FitsHost(Uri address)
    {
        if (Host.Length == 0)
            return true;
        if (Host == LocalHost.Pattern)
            return LocalHost.Is(address);
        var host = address.Host;
        return host.EndsWith(Host, StringComparison.OrdinalIgnoreCase) && (host.Length == Host.Length || host[^(Host.Length + 1)] == '.');
    }

    private bool FitsModel(string model)
    {
        if (Model.StartsWith('*'))
            return model.Contains(Model[1..], StringComparison.OrdinalIgnoreCase);
        var name = Model.Contains('/', StringComparison.Ordinal) ? model : model[(model.LastIndexOf('/') + 1)..];
        return name.StartsWith(Model, StringComparison.OrdinalIgnoreCase);
    }
}
