using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>
/// Leaves out of a call's streamed input the optional arguments that are an empty text. Some models fill in every argument that a
/// tool has, and tools take an empty page range or path for a wrong one. Every other byte passes as it comes.
/// </summary>
internal sealed class EmptyArguments : IDisposable
{
    private readonly byte[][] _optional;
    private readonly PooledBuffer _held = new();
    private readonly PooledBuffer _output = new();
    private Place _place = Place.Outside;
    private bool _isOptional;
    private int _nameStart;
    private int _depth;
    private bool _inText;
    private bool _isEscaped;
    private bool _wroteMember;

    private EmptyArguments(IEnumerable<string> optional) => _optional = [.. optional.Select(Encoding.UTF8.GetBytes)];

    private enum Place
    {
        Outside,
        BeforeName,
        Name,
        BeforeValue,
        EmptyText,
        Value,
        Over,
    }

    /// <summary>For calls of a tool; null where it has no such argument.</summary>
    public static EmptyArguments? For(in MessageRequest request, string tool)
    {
        foreach (var known in request.Tools)
        {
            if (known.Text("name") == tool && known.Find("input_schema") is { } schema && Optional(schema) is { Count: > 0 } optional)
                return new EmptyArguments(optional);
        }

        return null;
    }

    /// <summary>Returns what may go on; it is valid until the next call.</summary>
    public ReadOnlySpan<byte> Feed(ReadOnlySpan<byte> piece)
    {
        _output.Clear();
        while (!piece.IsEmpty)
        {
            var plain = _place == Place.Value && _inText && !_isEscaped ? piece.IndexOfAny((byte)'"', (byte)'\\') : 0;
            plain = plain < 0 ? piece.Length : plain;
            _output.Append(piece[..plain]);
            if (plain < piece.Length)
                Take(piece[plain++]);
            piece = piece[plain..];
        }

        return _output.Span;
    }

    /// <summary>Returns what was held back when the call ended in the middle.</summary>
    public ReadOnlySpan<byte> End()
    {
        _output.Clear();
        if (_place is Place.Name or Place.BeforeValue or Place.EmptyText)
            Release();
        return _output.Span;
    }

    public void Dispose()
    {
        _held.Dispose();
        _output.Dispose();
    }

    private static HashSet<string> Optional(JsonElement schema)
    {
        var optional = new HashSet<string>(StringComparer.Ordinal);
        if (schema.Find("properties") is not { ValueKind: JsonValueKind.Object } properties)
            return optional;
        foreach (var property in properties.EnumerateObject())
        {
            var meansEmpty = property.Value.Find("default") is not null || property.Value.Find("enum") is not null || property.Value.Find("const") is not null;
            if (property.Value.Text("type") == "string" && !meansEmpty)
                optional.Add(property.Name);
        }

        if (schema.Find("required") is { ValueKind: JsonValueKind.Array } required)
            optional.ExceptWith(required.EnumerateArray().Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!));
        return optional;
    }

    private void Take(byte b)
    {
        switch (_place)
        {
            case Place.Outside:
                Write(b);
                _place = b == '{' ? Place.BeforeName : b is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t' ? Place.Outside : Place.Over;
                break;
            case Place.BeforeName when b == '}':
                if (_held.Span.IndexOf((byte)',') < 0)
                    _output.Append(_held.Span);
                _held.Clear();
                Write(b);
                _place = Place.Over;
                break;
            case Place.BeforeName:
                Hold(b);
                _nameStart = _held.Length;
                _place = b == '"' ? Place.Name : Place.BeforeName;
                break;
            case Place.Name:
                TakeName(b);
                break;
            case Place.BeforeValue:
                TakeValueStart(b);
                break;
            case Place.EmptyText when b == '"':
                _held.Clear();
                _place = Place.Value;
                break;
            case Place.EmptyText:
                Release();
                _inText = true;
                TakeValue(b);
                break;
            case Place.Value:
                TakeValue(b);
                break;
            default:
                Write(b);
                break;
        }
    }

    private void TakeName(byte b)
    {
        if (b == '"' && !_isEscaped)
        {
            _isOptional = IsOptional(_held.Span[_nameStart..]);
            _place = Place.BeforeValue;
        }

        _isEscaped = b == '\\' && !_isEscaped;
        Hold(b);
    }

    private bool IsOptional(ReadOnlySpan<byte> name)
    {
        foreach (var optional in _optional)
        {
            if (name.SequenceEqual(optional))
                return true;
        }

        return false;
    }

    private void TakeValueStart(byte b)
    {
        if (b is (byte)':' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            Hold(b);
        }
        else if (b == '"' && _isOptional)
        {
            Hold(b);
            _place = Place.EmptyText;
        }
        else
        {
            Release();
            TakeValue(b);
        }
    }

    private void TakeValue(byte b)
    {
        if (_inText)
        {
            _inText = b != '"' || _isEscaped;
            _isEscaped = b == '\\' && !_isEscaped;
        }
        else if (_depth == 0 && (b is (byte)',' or (byte)'}'))
        {
            EndMember(b);
            return;
        }
        else
        {
            _inText = b == '"';
            _depth += b is (byte)'{' or (byte)'[' ? 1 : b is (byte)'}' or (byte)']' ? -1 : 0;
        }

        Write(b);
    }

    private void EndMember(byte b)
    {
        if (b == ',')
            Hold(b);
        else
            Write(b);
        _place = b == ',' ? Place.BeforeName : Place.Over;
    }

    // The comma before a member goes where all before it were left out.
    private void Release()
    {
        var held = _held.Span;
        if (!_wroteMember && held.IndexOf((byte)',') is >= 0 and var comma && held[..comma].IndexOf((byte)'"') < 0)
            held = held[(comma + 1)..];
        _output.Append(held);
        _held.Clear();
        _wroteMember = true;
        _place = Place.Value;
    }

    private void Hold(byte b) => _held.Append([b]);

    private void Write(byte b) => _output.Append([b]);
}
