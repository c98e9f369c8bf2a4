using System.Globalization;
using System.Text;
using ClaudeDesktop.EndToEnd.Upstream;

namespace ClaudeDesktop.EndToEnd.Load;

/// <summary>A request of Anthropic's Messages API of a certain size.</summary>
/// <param name="Wish">How the upstream is to answer it.</param>
internal sealed record Ask(Wish Wish)
{
    private const string Line = "    public int Length => _text.Length; // what a file of code looks like, \\\"quoted\\\"\\n";

    /// <summary>About how many bytes it has at least.</summary>
    public int Bytes { get; init; }

    public int Tools { get; init; }

    /// <summary>How many turns went before.</summary>
    public int Messages { get; init; }

    public string Body(string model)
    {
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $$"""{"model":"{{model}}","max_tokens":4096,{{(Wish.IsStream ? "\"stream\":true," : "")}}"messages":[{"role":"user","content":"{{Wish}}"}""");
        for (var i = 0; i < Messages; i++)
            body.Append(CultureInfo.InvariantCulture, $$""",{"role":"{{(i % 2 == 0 ? "assistant" : "user")}}","content":[{"type":"text","text":"Turn {{i}} of a long conversation."}]}""");
        if (Bytes > body.Length)
            AddResult(body);
        body.Append("],\"tools\":[");
        for (var i = 0; i < Tools; i++)
            body.Append(CultureInfo.InvariantCulture, $$$"""{{{(i > 0 ? "," : "")}}}{"name":"tool_{{{i}}}","description":"Tool number {{{i}}}.","input_schema":{"type":"object","properties":{"path":{"type":"string"},"lines":{"type":"integer"}},"required":["path"]}}""");
        return body.Append("]}").ToString();
    }

    private void AddResult(StringBuilder body)
    {
        body.Append(Messages % 2 == 0
            ? """,{"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"Read","input":{"path":"a.cs"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":" """
            : """,{"role":"user","content":[{"type":"text","text":" """);
        while (body.Length < Bytes)
            body.Append(Line);
        body.Append("\"}]}");
    }
}
