using System.Text.Json;

namespace ClaudeDesktop.Live;

/// <summary>Judges an answer that came with a status of success: that alone is no success yet.</summary>
internal static class AnswerVerdict
{
    /// <exception cref="ClaudeDesktopException">It is no answer of such an API at all.</exception>
    public static ProviderTest Of(Asked asked, StreamedAnswer answer, ProviderTest result)
    {
        var provider = asked.Provider;
        if (!answer.HasEvents)
            return NoStream(asked, UpstreamWords.Of(answer.Body, true, answer.MediaType), result);
        if (answer.Error is { } error)
            return result with { Problem = $"Provider '{provider.Name}' began to answer and failed. It says: {UpstreamWords.Clean(error, asked.Key)}", RecommendedAction = $"Try another model: Get-CDModel {provider.Id} lists them." };
        var known = result with { Authenticated = true, Streamed = answer.IsIncremental };
        if (!answer.HasContent)
            return known with { Problem = $"Provider '{provider.Name}' answered without a word.", RecommendedAction = $"Check the format ({provider.ApiFormat}), or try another model with -Model." };
        if (!answer.IsComplete)
            return known with { Problem = $"Provider '{provider.Name}' broke off in the middle of its answer.", RecommendedAction = "Try again; if it stays so, something on the way cuts the connection." };
        return answer.IsIncremental
            ? known
            : known with { Problem = $"Provider '{provider.Name}' answers, but all at once: nothing shows in Claude Desktop until an answer is complete.", RecommendedAction = "Look for a proxy on the way that holds answers back." };
    }

    private static ProviderTest NoStream(Asked asked, UpstreamWords words, ProviderTest result)
    {
        if (words.IsWebPage)
            throw LiveErrors.WebPage(asked.Provider, asked.Address);
        if (words.IsEmpty)
            throw LiveErrors.Unreadable(asked.Provider, asked.Address, "nothing");
        return IsError(words)
            ? result with { Problem = $"Provider '{asked.Provider.Name}' answers with an error. It says: {words.Message(asked.Key)}", RecommendedAction = $"Check the model's name: Get-CDModel {asked.Provider.Id}" }
            : throw LiveErrors.Unreadable(asked.Provider, asked.Address, "something that is no stream of events");
    }

    private static bool IsError(UpstreamWords words)
    {
        try
        {
            using var document = JsonDocument.Parse(words.Body);
            return ProbeEvent.Find(document.RootElement, "error") is { ValueKind: not JsonValueKind.Null };
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
