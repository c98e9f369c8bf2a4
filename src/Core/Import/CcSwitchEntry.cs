using System.Linq;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>One row of cc-switch's providers, as a candidate.</summary>
internal static class CcSwitchEntry
{
    private static readonly string[] AccountTypes = ["github_copilot", "codex_oauth", "xai_oauth"];

    public static ImportCandidate Read(string id, string name, string? settings, string? meta, string path)
    {
        var blank = new ImportCandidate(ProviderId.IsValid(id) ? id : ProviderId.FromName(id), string.IsNullOrWhiteSpace(name) ? id : name.Trim(), path);
        try
        {
            using var document = JsonDocument.Parse(string.IsNullOrWhiteSpace(meta) ? "{}" : meta!);
            var facts = document.RootElement;
            if (NeedsAccount(facts) is { } account)
                return blank.Skip($"NeedsAccount: it is signed in through an account ({account}), and holds no key.");
            if (ProviderJson.Flag(facts, "isFullUrl"))
                return blank.Skip("Its address is a complete endpoint, not a base address.");
            var read = ClaudeCodeSettings.Parse(Encoding.UTF8.GetBytes(settings ?? "{}"), path);
            if (FormatOf(ProviderJson.Text(facts, "apiFormat") ?? read.LegacyFormat) is not { } format)
                return blank.Skip("Its API format is none that this module knows.");

            // What was set up for Claude Desktop says more than what was set up for Claude Code.
            var routes = CcSwitchRoutes.Read(facts);
            var candidate = routes.Count == 0
                ? SettingsProvider.Fill(blank, read, format, keyField: ProviderJson.Text(facts, "apiKeyField"))
                : SettingsProvider.Fill(blank, read, format, routes, ProviderJson.Text(facts, "claudeDesktopMode") == "proxy" || routes.Exists(route => route.RouteId != route.Model), ProviderJson.Text(facts, "apiKeyField"));
            return CcSwitchOverrides.Apply(candidate, facts);
        }
        catch (JsonException)
        {
            return blank.Skip("Its details are not JSON.");
        }
        catch (ClaudeDesktopException e) when (e.Code == ErrorCode.ImportSourceUnreadable)
        {
            return blank.Skip("Its settings are not a JSON object.");
        }
    }

    private static string? NeedsAccount(JsonElement facts)
    {
        if (ProviderJson.Text(facts, "providerType") is { } type && AccountTypes.Contains(type))
            return type;
        return facts.TryGetProperty("authBinding", out var binding) && binding.ValueKind == JsonValueKind.Object && ProviderJson.Text(binding, "accountId") is not null
            ? ProviderJson.Text(binding, "authProvider") ?? "account" : null;
    }

    private static ApiFormat? FormatOf(string? format) => format switch
    {
        null or "" or "anthropic" => ApiFormat.AnthropicMessages,
        "openai_chat" => ApiFormat.OpenAIChat,
        "openai_responses" => ApiFormat.OpenAIResponses,
        "gemini_native" => ApiFormat.Gemini,
        _ => null,
    };
}
