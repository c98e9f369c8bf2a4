namespace ClaudeDesktop.Live;

/// <summary>What is asked of a model, and what goes along with the question.</summary>
internal sealed record ProbeQuestion(string Text)
{
    public const string ToolName = "report";
    public const string ToolArgument = "word";
    public const string ToolPurpose = "Takes one word.";
    public const string Colour = "red";

    /// <summary>Red all over, and large enough for those that refuse tiny pictures.</summary>
    public const string Png = "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAIAAAD8GO2jAAAAJ0lEQVR42u3NsQkAAAjAsP7/tF7hIASyp6lTCQQCgUAgEAgEgi/BAjLD/C5w/SM9AAAAAElFTkSuQmCC";

    /// <summary>The tool's arguments as JSON Schema.</summary>
    public const string ToolSchema = """{"type":"object","properties":{"word":{"type":"string"}},"required":["word"]}""";

    /// <summary>Words in more than one piece, and then a call: what Claude Desktop lives on, in one request.</summary>
    public static ProbeQuestion Usual { get; } = new($"First count from one to twenty in words. Then call the tool '{ToolName}' once, with the word done.") { OffersTool = true };

    /// <summary>For a model that did not call the tool.</summary>
    public static ProbeQuestion Call { get; } = new($"Call the tool '{ToolName}' once, with the word done.") { OffersTool = true, ForcesTool = true };

    /// <summary>For a model that only called the tool, or takes none.</summary>
    public static ProbeQuestion Words { get; } = new("Count from one to twenty in words. Write nothing else.");

    public static ProbeQuestion Picture { get; } = new("Which colour is this picture? Answer with one English word.") { ShowsPicture = true };

    public static ProbeQuestion Search { get; } = new("Search the web once for what example.com is for, and answer in one short sentence.") { Searches = true };

    public bool OffersTool { get; init; }

    public bool ForcesTool { get; init; }

    public bool ShowsPicture { get; init; }

    public bool Searches { get; init; }

    /// <summary>Whether the answer is asked to count its tokens, where that takes asking.</summary>
    public bool CountsTokens { get; init; } = true;
}
