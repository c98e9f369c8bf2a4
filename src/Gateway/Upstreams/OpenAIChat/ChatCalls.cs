using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using ClaudeDesktop.Gateway.Messages;
using ClaudeDesktop.Gateway.Upstreams.Requests;

namespace ClaudeDesktop.Gateway.Upstreams.OpenAIChat;

/// <summary>Gathers tool calls from their pieces, in every dialect: late ids, repeated names, whole calls, no index, interleaved.</summary>
internal sealed class ChatCalls(ToolNames names, JsonTextReader text)
{
    private readonly List<ChatCall> _calls = [];

    public bool Any => _calls.Exists(call => !call.IsEmpty);

    /// <summary>How many pieces of calls were read so far.</summary>
    public int Pieces { get; private set; }

    public bool AnyIsCutOff => _calls.Exists(call => call.IsCutOff);

    /// <summary>Reads <c>tool_calls</c>, on whose value the reader stands.</summary>
    public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, IMessageEventSink sink)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            ReadOne(ref reader, json, sink, index: null);
    }

    /// <summary>Reads a call, or the older <c>function_call</c>, on whose value the reader stands.</summary>
    public void ReadOne(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, IMessageEventSink sink, int? index)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        Pieces++;
        var piece = new Piece { Index = index, Whole = json };
        ReadMembers(ref reader, ref piece);
        var call = Find(piece);
        call.Id ??= piece.Id;
        call.Name ??= piece.Name;
        call.Add(piece.IsText ? text.Read(ref piece.Text, call.Pair) : piece.Arguments, sink, names);
    }

    public void End(IMessageEventSink sink)
    {
        foreach (var call in _calls)
        {
            call.End(sink, names);
            call.Dispose();
        }

        _calls.Clear();
    }

    private void ReadMembers(ref Utf8JsonReader reader, ref Piece piece)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number))
                    piece.Index = number;
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                piece.Id = Text(ref reader) ?? piece.Id;
            }
            else if (reader.ValueTextEquals("name"u8))
            {
                piece.Name = Text(ref reader) ?? piece.Name;
            }
            else if (reader.ValueTextEquals("arguments"u8))
            {
                ReadArguments(ref reader, ref piece);
            }
            else if (reader.ValueTextEquals("function"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject)
                    ReadMembers(ref reader, ref piece);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    // Some send the input as an object rather than as text.
    private static void ReadArguments(ref Utf8JsonReader reader, ref Piece piece)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            piece.Text = reader;
            piece.IsText = true;
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            piece.Arguments = piece.Whole[start..(int)reader.BytesConsumed];
        }
        else
        {
            reader.Skip();
        }
    }

    private string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.ValueSpan.IsEmpty ? null : Said(in reader) ?? reader.GetString();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
            return number.ToString(CultureInfo.InvariantCulture);
        reader.Skip();
        return null;
    }

    // Some repeat id and name in every piece.
    private string? Said(in Utf8JsonReader reader)
    {
        for (var i = _calls.Count - 1; i >= 0; i--)
        {
            if (_calls[i].Id is { } id && reader.ValueTextEquals(id))
                return id;
            if (_calls[i].Name is { } name && reader.ValueTextEquals(name))
                return name;
        }

        return null;
    }

    private ChatCall Find(in Piece piece)
    {
        var known = Known(piece);
        var isAnother = known is not null && piece.Id is not null && piece.Name is not null && known.Id is not null && known.Name is not null && known.Id != piece.Id;
        if (known is not null && !isAnother)
            return known;
        var call = new ChatCall(_calls.Count, piece.Index);
        _calls.Add(call);
        return call;
    }

    private ChatCall? Known(in Piece piece)
    {
        for (var i = _calls.Count - 1; i >= 0; i--)
        {
            if (piece.Index is not null ? _calls[i].Index == piece.Index : piece.Id is null || _calls[i].Id == piece.Id)
                return piece is { Index: null, Id: null, Name: not null } ? null : _calls[i];
        }

        return null;
    }

    private ref struct Piece
    {
        public int? Index;
        public string? Id;
        public string? Name;
        public ReadOnlySpan<byte> Arguments;

        // Where the arguments stand as a string: only the call that they belong to knows how they go on.
        public Utf8JsonReader Text;
        public bool IsText;
        public ReadOnlySpan<byte> Whole;
    }
}
