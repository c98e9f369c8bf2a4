using System.Collections.Generic;
using System.Text;
using System.Text.Json;

namespace ClaudeDesktop.Gateway.Upstreams.Gemini;

/// <summary>A value of a call's input while its pieces arrive.</summary>
internal sealed class ArgumentNode
{
    private const int MostGap = 1_000;
    private OrderedDictionary<string, ArgumentNode>? _members;
    private List<ArgumentNode>? _items;
    private StringBuilder? _text;
    private byte[] _literal = "null"u8.ToArray();

    /// <summary>More of the text will come.</summary>
    public bool Continues { get; set; }

    public void BeObject()
    {
        _items = null;
        _text = null;
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
        _text = null;
        _items ??= [];
        if (index > _items.Count + MostGap)
            return null;
        while (_items.Count <= index)
            _items.Add(new ArgumentNode());
        return _items[index];
    }

    public void AddText(string text)
    {
        _members = null;
        _items = null;
        if (!Continues)
            _text = null;
        (_text ??= new StringBuilder()).Append(text);
    }

    public void BeLiteral(byte[] json)
    {
        _members = null;
        _items = null;
        _text = null;
        _literal = json;
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
            json.WriteStringValue(_text.ToString());
        }
        else
        {
            json.WriteRawValue(_literal, skipInputValidation: true);
        }
    }
}
