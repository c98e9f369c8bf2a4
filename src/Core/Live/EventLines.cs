using System;
using System.Collections.Generic;
using System.Text;

namespace ClaudeDesktop.Live;

/// <summary>Cuts the bytes of an event stream into the texts of its <c>data</c> lines.</summary>
internal sealed class EventLines
{
    private const string Field = "data:";
    private const byte LineFeed = (byte)'\n';
    private readonly List<byte> _line = [];

    /// <summary>The texts of the lines that these bytes complete.</summary>
    public IEnumerable<string> Add(byte[] bytes, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (bytes[i] != LineFeed)
            {
                _line.Add(bytes[i]);
                continue;
            }

            var line = Encoding.UTF8.GetString(_line.ToArray()).TrimEnd('\r');
            _line.Clear();
            if (line.StartsWith(Field, StringComparison.Ordinal))
                yield return line.Remove(0, Field.Length).Trim();
        }
    }

    /// <summary>The text of a last line that no line feed ends.</summary>
    public IEnumerable<string> End() => _line.Count == 0 ? [] : Add([LineFeed], 1);
}
