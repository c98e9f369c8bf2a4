using System;
using System.Text;

namespace ClaudeDesktop.Storage;

/// <summary>How a JSON text is laid out, so that what is put in looks like what stands there.</summary>
internal sealed class JsonLayout
{
    private readonly byte[] _text;
    private readonly bool _isCompact;
    private readonly string _newLine;

    /// <param name="text">The text.</param>
    /// <param name="around">The layout of the text that this one is a part of, if it is one.</param>
    public JsonLayout(byte[] text, JsonLayout? around = null)
    {
        _text = text;
        var root = JsonContainer.At(text, 0)!;
        _isCompact = root.Parts.Count > 0 && Array.IndexOf(text, (byte)'\n', 0, root.Close) < 0;
        _newLine = text.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
        if (around is not null)
        {
            _newLine = around._newLine;
            Unit = around.Unit;
            return;
        }

        var unit = root.Parts.Count == 0 ? "" : IndentAt(root.Parts[0].Start);
        Unit = unit.Length == 0 ? "  " : unit;
    }

    /// <summary>The white space that one more level is indented by.</summary>
    public string Unit { get; }

    /// <summary>The white space at the beginning of the line that an offset lies in.</summary>
    public string IndentAt(int offset)
    {
        var line = offset;
        while (line > 0 && _text[line - 1] != '\n')
            line--;
        var end = line;
        while (end < offset && _text[end] is (byte)' ' or (byte)'\t')
            end++;
        return Encoding.UTF8.GetString(_text, line, end - line);
    }

    /// <summary>The white space directly before an offset.</summary>
    public byte[] SpaceBefore(int offset)
    {
        var start = offset;
        while (start > 0 && _text[start - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            start--;
        return _text.AsSpan(start, offset - start).ToArray();
    }

    /// <summary>A new line with its indentation; nothing in a text without lines.</summary>
    public byte[] Break(string indent) => _isCompact ? [] : Encoding.UTF8.GetBytes(_newLine + indent);

    /// <summary>What stands between a name and its value in a container.</summary>
    public byte[] Colon(JsonContainer container)
    {
        if (container.Parts.Count == 0)
            return _isCompact ? ":"u8.ToArray() : ": "u8.ToArray();
        var last = container.Parts[container.Parts.Count - 1];
        var colon = last.ValueStart;
        while (_text[colon - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            colon--;
        var start = colon - 1;
        while (_text[start - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            start--;
        return _text.AsSpan(start, last.ValueStart - start).ToArray();
    }

    /// <summary>A value over several lines where the text has lines, else as it is.</summary>
    public byte[] Shape(ReadOnlyMemory<byte> rawValue, string indent)
    {
        if (_isCompact || rawValue.Span[0] is not ((byte)'{' or (byte)'['))
            return rawValue.ToArray();
        var lines = Encoding.UTF8.GetString(JsonRaw.Indented(rawValue)).Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        var shaped = new StringBuilder(lines[0]);
        for (var i = 1; i < lines.Length; i++)
        {
            var content = lines[i].TrimStart(' ');
            shaped.Append(_newLine).Append(indent);
            for (var level = (lines[i].Length - content.Length) / 2; level > 0; level--)
                shaped.Append(Unit);
            shaped.Append(content);
        }

        return Encoding.UTF8.GetBytes(shaped.ToString());
    }
}
