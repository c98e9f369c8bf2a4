using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Live;

/// <summary>Finds out, of a provider that answers, what of Claude Desktop works with it.</summary>
internal sealed class FeatureTest(ProbeExchange exchange)
{
    private const string AnthropicHost = "api.anthropic.com";
    private static readonly string[] Picture = ["image", "vision", "multimodal", "modalit", "picture"];
    private static readonly string[] Search = ["web_search", "web search", "search", "tool"];

    private TestTarget Target => exchange.Target;

    /// <summary>Judges the call that came with the first answer; where none came, asks for nothing but one.</summary>
    public async Task<ProviderTest> WithToolsAsync(ProviderTest result, StreamedAnswer first, CancellationToken cancellation)
    {
        if (first.Tool is not null)
            return Called(result, first);
        try
        {
            var answer = await exchange.AskAsync(ProbeQuestion.Call, Target.Scheme, cancellation).ConfigureAwait(false);
            if (answer.Tool is not null)
                return Called(result, answer);
            if (first.IsCut || answer.IsCut || !answer.IsComplete)
                return result;
            return result.Problem is not null ? result with { Tools = FeatureSupport.Unsupported } : WithoutTools(result, "and called no tool, though it was asked to twice");
        }
        catch (ClaudeDesktopException)
        {
            // It may call them and only not be made to.
            return result;
        }
    }

    public ProviderTest WithoutTools(ProviderTest result, string why)
    {
        var provider = Target.Asked.Provider;
        return (result with { Tools = FeatureSupport.Unsupported }).Failed(
            $"Provider '{provider.Name}' answers with the model '{Target.UpstreamModel}', {why}: Cowork and Code do their work by tools.",
            OllamaServer.Is(provider)
                ? $"Choose a model that Ollama marks with 'tools': https://ollama.com/search?c=tools"
                : $"Choose a model that calls tools (Get-CDModel {provider.Id} lists them), or have the server offer them.");
    }

    public async Task<FeatureSupport> ImagesAsync(CancellationToken cancellation)
    {
        try
        {
            var answer = await exchange.AskAsync(ProbeQuestion.Picture, Target.Scheme, cancellation).ConfigureAwait(false);
            if (answer.Said.Contains(ProbeQuestion.Colour, StringComparison.OrdinalIgnoreCase))
                return Target.Support;

            // Some drop what they cannot see and say nothing; who names another colour has guessed.
            return answer is { IsComplete: true, IsCut: false } && answer.Said.Trim().Length > 0 ? FeatureSupport.Unsupported : FeatureSupport.Unknown;
        }
        catch (ClaudeDesktopException e)
        {
            return Refusal.IsOf(e, Picture) ? FeatureSupport.Unsupported : FeatureSupport.Unknown;
        }
    }

    /// <summary>What is known without asking.</summary>
    public FeatureSupport KnownSearch() => Target.Asked.Provider.ApiFormat switch
    {
        ApiFormat.OpenAIChat => FeatureSupport.Unsupported,
        ApiFormat.AnthropicMessages when Target.Asked.Provider.BaseUri!.Host == AnthropicHost => FeatureSupport.Native,
        _ => FeatureSupport.Unknown,
    };

    public async Task<FeatureSupport> SearchAsync(CancellationToken cancellation)
    {
        try
        {
            var answer = await exchange.AskAsync(ProbeQuestion.Search, Target.Scheme, cancellation).ConfigureAwait(false);
            return answer.HasSearched ? Target.Support : answer is { IsComplete: true, IsCut: false } ? FeatureSupport.Unsupported : FeatureSupport.Unknown;
        }
        catch (ClaudeDesktopException e)
        {
            return Refusal.IsOf(e, Search) ? FeatureSupport.Unsupported : FeatureSupport.Unknown;
        }
    }

    private ProviderTest Called(ProviderTest result, StreamedAnswer answer)
    {
        if (IsWhole(answer))
            return result with { Tools = Target.Support };
        var broken = result with { Tools = FeatureSupport.Unsupported };
        return result.Problem is not null ? broken : broken.Failed(
            $"Provider '{Target.Asked.Provider.Name}' calls the tool that it was given, but the call came back broken: {(answer.Tool == ProbeQuestion.ToolName ? "its arguments are not what the tool takes" : "it is for another tool")}.",
            "Try another model with -Model; if it stays so, a proxy on the way changes the answers.");
    }

    private static bool IsWhole(StreamedAnswer answer)
    {
        try
        {
            using var arguments = JsonDocument.Parse(answer.Arguments);
            return answer.Tool == ProbeQuestion.ToolName && ProbeEvent.Find(arguments.RootElement, ProbeQuestion.ToolArgument) is { ValueKind: JsonValueKind.String };
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
