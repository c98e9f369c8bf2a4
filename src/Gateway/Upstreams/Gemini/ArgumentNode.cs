using System;
using System.Collections.Generic;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>A value of a call's input while its pieces arrive.</summary>
internal sealed class ArgumentNode : IDisposable
{
    private const int MostGap = 1_000;
    private OrderedDictionary<string, ArgumentNode>? _members;
    private List<ArgumentNode>? _items;
    private PooledBuffer? _text;
    private byte[] _literal = "null"u8.ToArray();

    /// <summary>More of the text will come.</summary>
    public bool Continues { get; set; }

    public void BeObject()
    {
        _items = null;
        DropText();
        _members ??= [];
    }

    public ArgumentNode Member(string name)
    {
        BeObject();
        if (!_members!.TryGetValue(name, out var member))
            _members.Add(name, member = new ArgumentNode());
        return member;
    }

    /// <summary>Null where the index is far beyond what has come so far.</summary>
    public ArgumentNode? Item(int index)
    {
        _members = null;
        DropText();
        _items ??= [];
        if (index > _items.Count + MostGap)
            return null;
        while (_items.Count <= index)
            _items.Add(new ArgumentNode());
        return _items[index];
    }

    /// <param name="json">A JSON string.</param>
    /// <param name="text">Reads it.</param>
    public void AddText(ReadOnlySpan<byte> json, JsonTextReader text)
    {
        _members = null;
        _items = null;
        if (!Continues)
            _text?.Clear();
        var reader = new Utf8JsonReader(json, JsonOptions.Read);
        reader.Read();
        (_text ??= new PooledBuffer()).Append(text.Read(ref reader));
    }

    public void BeLiteral(ReadOnlySpan<byte> json)
    {
        _members = null;
        _items = null;
        DropText();
        _literal = json.ToArray();
    }

    public void WriteTo(Utf8JsonWriter json)
    {
        if (_members is not null)
        {
            json.WriteStartObject();
            foreach (var member in _members)
            {
                json.WritePropertyName(member.Key);
                member.Value.WriteTo(json);
            }

            json.WriteEndObject();
        }
        else if (_items is not null)
        {
            json.WriteStartArray();
            _items.ForEach(item => item.WriteTo(json));
            json.WriteEndArray();
        }
        else if (_text is not null)
        {
            json.WriteStringValue(_text.Span);
        }
        else
        {
            json.WriteRawValue(_literal, skipInputValidation: true);
        }
    }

    public void Dispose()
    {
        DropText();
        if (_members is not null)
        {
            foreach (var member in _members.Values)
                member.Dispose();
        }

        _items?.ForEach(item => item.Dispose());
    }

    private void DropText()
    {
        _text?.Dispose();
        _text = null;
    }
}
