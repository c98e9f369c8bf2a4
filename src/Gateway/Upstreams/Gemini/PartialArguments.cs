using System;
using System.Globalization;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>
/// A call's input out of <c>partialArgs</c>, in which Vertex AI streams it: pieces of single values, each with the path at which it
/// stands. A JSON object can only be sent on once all of it is there, since a piece may belong anywhere.
/// </summary>
internal sealed class PartialArguments : IDisposable
{
    private const int MostSteps = 64;
    private readonly ArgumentNode _root = new();
    private readonly PooledBuffer _path = new();
    private ArgumentNode? _last;

    public bool Any { get; private set; }

    public void Read(ReadOnlySpan<byte> json, JsonTextReader text)
    {
        if (!JsonSlices.IsArray(json))
            return;
        var reader = new Utf8JsonReader(json, JsonOptions.Read);
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var piece = JsonSlices.Current(ref reader, json);
            if (JsonSlices.IsObject(piece))
                Add(ArgumentPiece.Read(piece), text);
        }
    }

    public void WriteTo(Utf8JsonWriter json)
    {
        _root.BeObject();
        _root.WriteTo(json);
    }

    public void Dispose()
    {
        _root.Dispose();
        _path.Dispose();
    }

    private void Add(in ArgumentPiece piece, JsonTextReader text)
    {
        if (!JsonSlices.IsString(piece.Path))
            return;
        Any = true;
        var node = Find(piece.Path);
        if (JsonSlices.IsString(piece.Text))
            node.AddText(piece.Text, text);
        else if (!piece.Literal.IsEmpty)
            node.BeLiteral(piece.Literal);
        node.Continues = piece.Continues;
    }

    // A text's pieces all stand at one path.
    private ArgumentNode Find(ReadOnlySpan<byte> path)
    {
        if (_last is not null && path.SequenceEqual(_path.Span))
            return _last;
        _last = Find(JsonSlices.Text(path) ?? throw new JsonException("A path is no text."));
        _path.Clear();
        _path.Append(path);
        return _last;
    }

    private ArgumentNode Find(string path)
    {
        var node = _root;
        var rest = path.AsSpan().TrimStart('$');
        for (var steps = 0; !rest.IsEmpty; steps++)
        {
            if (steps >= MostSteps)
                throw Broken(path);
            node = rest[0] == '[' ? Bracket(node, ref rest, path) : Name(node, ref rest);
        }

        return ReferenceEquals(node, _root) ? throw Broken(path) : node;
    }

    private static ArgumentNode Name(ArgumentNode node, ref ReadOnlySpan<char> rest)
    {
        if (rest[0] == '.')
            rest = rest[1..];
        var end = rest.IndexOfAny('.', '[');
        var name = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
        return node.Member(name.ToString());
    }

    private static ArgumentNode Bracket(ArgumentNode node, ref ReadOnlySpan<char> rest, string path)
    {
        var isName = rest.Length > 1 && rest[1] is '\'' or '"';
        var end = isName ? rest[2..].IndexOf([rest[1], ']']) + 3 : rest.IndexOf(']');
        if (end < (isName ? 3 : 1))
            throw Broken(path);
        var inner = rest[1..end];
        rest = rest[(end + 1)..];
        if (isName)
            return node.Member(inner[1..^1].ToString());
        return int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && node.Item(index) is { } item ? item : throw Broken(path);
    }

    private static AnthropicErrorException Broken(string path) =>
        new(AnthropicError.Api($"The upstream sent a piece of a tool's input for a place that does not exist: '{(path.Length > 100 ? path[..100] : path)}'. Try again."));
}
