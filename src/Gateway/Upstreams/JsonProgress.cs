using System;

namespace ClaudeDesktop.Gateway.Upstreams;

/// <summary>Follows JSON that comes in pieces, to tell whether it broke off in the middle.</summary>
internal struct JsonProgress
{
    private int _depth;
    private bool _inText;
    private bool _escaped;

    public readonly bool IsOpen => _depth > 0 || _inText;

    public void Follow(ReadOnlySpan<byte> piece)
    {
        foreach (var b in piece)
        {
            if (_escaped)
                _escaped = false;
            else if (_inText)
                (_inText, _escaped) = (b != (byte)'"', b == (byte)'\\');
            else if (b == (byte)'"')
                _inText = true;
            else if (b is (byte)'{' or (byte)'[')
                _depth++;
            else if (b is (byte)'}' or (byte)']')
                _depth--;
        }
    }
}
