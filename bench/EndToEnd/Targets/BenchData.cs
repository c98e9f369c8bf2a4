using System;
using System.IO;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;

namespace ClaudeDesktop.EndToEnd.Targets;

/// <summary>A data folder of the bench's own, with a provider for each speech. The gateways find it in their environment.</summary>
internal sealed class BenchData
{
    public const string ChatModel = "claude-sonnet-5";
    public const string MessagesModel = "claude-opus-5";

    public BenchData(string folder, int upstream)
    {
        Environment.SetEnvironmentVariable("CLAUDEDESKTOP_HOME", Path.Combine(folder, "home"));
        Environment.SetEnvironmentVariable("CLAUDEDESKTOP_SECRET_STORE", nameof(SecretStoreKind.File));
        var context = ModuleContext.Current();
        var root = new Uri(FormattableString.Invariant($"http://127.0.0.1:{upstream}"));
        var messages = Provider("messages", ApiFormat.AnthropicMessages, root);
        var chat = Provider("chat", ApiFormat.OpenAIChat, root) with
        {
            Routes =
            [
                new ModelRoute { Role = ModelRole.Sonnet, RouteId = ChatModel, Model = "bench" },
                new ModelRoute { Role = ModelRole.Opus, RouteId = MessagesModel, Model = "bench", ProviderId = messages.Id },
            ],
        };
        context.Secrets.Set(SecretNames.ProviderKey(chat.Id), "key-of-the-bench");
        context.Secrets.Set(SecretNames.ProviderKey(messages.Id), "key-of-the-bench");
        using (context.Store.Lock())
        {
            var before = context.Store.Read();
            context.Store.Write(before.With([chat, messages]).WithActive(chat.Id), before);
        }

        Token = GatewayToken.GetOrCreate(context.Secrets);
    }

    public string Token { get; }

    private static Provider Provider(string id, ApiFormat format, Uri root) => new()
    {
        Id = id,
        Name = id,
        Mode = ProviderMode.Mapped,
        ApiFormat = format,
        BaseUri = root,
        AuthScheme = AuthScheme.Bearer,
        KeySource = KeySource.Store,
    };
}
