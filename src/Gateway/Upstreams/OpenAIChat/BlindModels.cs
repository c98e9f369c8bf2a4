using System.Text.RegularExpressions;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>How upstreams say that a model takes no images, each in its own way.</summary>
internal static partial class BlindModels
{
    public static bool Say(string refusal) => Wording().IsMatch(refusal);

    [GeneratedRegex(@"image_url|images?\b.*\b(not|no|cannot|unsupported|only)\b|\b(not|no|cannot|unsupported|only)\b.*\b(images?|multi-?modal|vision)\b|at most 0 image|content'? must be a string", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Wording();
}
