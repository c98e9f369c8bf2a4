using System;
using System.Collections.Concurrent;
using ClaudeDesktop.Gateway.Upstreams.OpenAIChat.Quirks;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>What is known of a provider's model: the table, and what the provider itself said when it refused a request. Kept while the gateway runs.</summary>
internal sealed class ChatLessons
{
    private readonly ConcurrentDictionary<(string Provider, Uri Address, string Model), ChatQuirks> _learned = new();

    public ChatQuirks Find(Provider provider, string model) =>
        _learned.TryGetValue(Key(provider, model), out var learned) ? learned : QuirkTable.Find(provider.BaseUri!, model);

    /// <summary>Remembers what turned out to be right. That one image was too much does not make a model blind.</summary>
    public void Keep(Provider provider, ChatTarget target) =>
        _learned[Key(provider, target.Model)] = target.Quirks with { Images = Find(provider, target.Model).Images };

    private static (string Provider, Uri Address, string Model) Key(Provider provider, string model) => (provider.Id, provider.BaseUri!, model);
}
