using System;
using System.Collections.Concurrent;
using ClaudeDesktop.Gateway.Routing;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>What is known of a provider's model: the table, and what the provider itself said when it refused a request. Kept while the gateway runs.</summary>
internal sealed class ChatLessons
{
    // Without routes, a model's name is the client's.
    private const int MostModels = 512;
    private readonly ConcurrentDictionary<(string Provider, Uri Address, string Model), ChatQuirks> _learned = new();
    private readonly ProviderMemo<ConcurrentDictionary<string, ChatQuirks>> _table = new(static _ => new());
    private volatile bool _hasLearned;

    public ChatQuirks Find(Provider provider, string model) =>
        _hasLearned && _learned.TryGetValue(Key(provider, model), out var learned) ? learned : OfTable(provider, model);

    /// <summary>Remembers what turned out to be right. That one image was too much does not make a model blind.</summary>
    public void Keep(Provider provider, ChatTarget target)
    {
        _learned[Key(provider, target.Model)] = target.Quirks with { Images = Find(provider, target.Model).Images };
        _hasLearned = true;
    }

    private ChatQuirks OfTable(Provider provider, string model)
    {
        var table = _table.Of(provider);
        if (table.TryGetValue(model, out var known))
            return known;
        known = QuirkTable.Find(provider.BaseUri!, model);
        if (table.Count < MostModels)
            table.TryAdd(model, known);
        return known;
    }

    private static (string Provider, Uri Address, string Model) Key(Provider provider, string model) => (provider.Id, provider.BaseUri!, model);
}
