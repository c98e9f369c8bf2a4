using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>One message in protocol buffers' encoding, read as far as a collector's double needs it.</summary>
internal sealed class Protobuf
{
    private readonly List<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> _fields = [];

    public Protobuf(ReadOnlyMemory<byte> message)
    {
        var at = 0;
        while (at < message.Length)
        {
            var key = Varint(message.Span, ref at);
            var (field, kind) = ((int)(key >> 3), (int)(key & 7));
            switch (kind)
            {
                case 0:
                    _fields.Add((field, Varint(message.Span, ref at), default));
                    break;
                case 1:
                    _fields.Add((field, BitConverter.ToUInt64(message.Span[at..]), default));
                    at += 8;
                    break;
                case 2:
                    var length = (int)Varint(message.Span, ref at);
                    _fields.Add((field, 0, message.Slice(at, length)));
                    at += length;
                    break;
                default:
                    _fields.Add((field, BitConverter.ToUInt32(message.Span[at..]), default));
                    at += 4;
                    break;
            }
        }
    }

    /// <summary>The messages under fields within fields.</summary>
    public IEnumerable<Protobuf> All(params int[] path)
    {
        IEnumerable<Protobuf> found = [this];
        foreach (var field in path)
            found = found.SelectMany(message => message._fields.Where(one => one.Field == field).Select(one => new Protobuf(one.Bytes)));
        return found;
    }

    public string Text(int field) => Encoding.UTF8.GetString(_fields.First(one => one.Field == field).Bytes.Span);

    public ulong Number(int field) => _fields.First(one => one.Field == field).Number;

    /// <summary>Doubles that are packed into one field.</summary>
    public List<double> Doubles(int field) =>
        [.. _fields.Where(one => one.Field == field).SelectMany(one => Enumerable.Range(0, one.Bytes.Length / 8).Select(i => BitConverter.ToDouble(one.Bytes.Span[(i * 8)..])))];

    /// <summary>OpenTelemetry's attributes: key and value, which is a text, a bool, a whole number or a double.</summary>
    public Dictionary<string, string> Attributes(int field) => All(field).ToDictionary(one => one.Text(1), one => Value(one.All(2).Single()));

    private static string Value(Protobuf value) => value._fields.Single() switch
    {
        (1, _, var bytes) => Encoding.UTF8.GetString(bytes.Span),
        (2, var truth, _) => truth == 1 ? "true" : "false",
        (4, var number, _) => BitConverter.UInt64BitsToDouble(number).ToString(CultureInfo.InvariantCulture),
        (_, var number, _) => number.ToString(CultureInfo.InvariantCulture),
    };

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var (value, shift) = (0UL, 0);
        byte part;
        do
        {
            part = bytes[at++];
            value |= (ulong)(part & 0x7F) << shift;
            shift += 7;
        }
        while (part >= 0x80);
        return value;
    }
}
