using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Policy;

/// <summary>The members of a property list, as JSON. A binary one is put into XML by macOS's own program first.</summary>
internal static class PropertyList
{
    private const string Converter = "/usr/bin/plutil";

    /// <exception cref="FormatException">It is no property list, or none that can be converted here.</exception>
    /// <exception cref="XmlException">It is no XML.</exception>
    public static IReadOnlyList<KeyValuePair<string, JsonElement>> Parse(byte[] bytes, string path, HostSystem system)
    {
        using var text = IsBinary(bytes) ? Converted(path, system) : XmlReader.Create(new MemoryStream(bytes), Settings());
        var root = XElement.Load(text);
        if (root.Elements().FirstOrDefault() is not { Name.LocalName: "dict" } members)
            throw new FormatException("it holds no dictionary.");
        return [.. Members(members).Select(pair => new KeyValuePair<string, JsonElement>(pair.Key, PolicyJson.Element(JsonRaw.Write(writer => Write(writer, pair.Value)))))];
    }

    private static bool IsBinary(byte[] bytes) => bytes.AsSpan().StartsWith("bplist"u8);

    private static XmlReader Converted(string path, HostSystem system)
    {
        var xml = system.Output(Converter, $"-convert xml1 -o - -- \"{path}\"") ?? throw new FormatException($"it is binary, and {Converter} does not convert it.");
        return XmlReader.Create(new StringReader(xml), Settings());
    }

    // Every property list names Apple's document type; neither it nor anything else is fetched.
    private static XmlReaderSettings Settings() => new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CloseInput = true };

    private static IEnumerable<KeyValuePair<string, XElement>> Members(XElement dictionary)
    {
        string? key = null;
        foreach (var element in dictionary.Elements())
        {
            if (element.Name.LocalName == "key")
                key = element.Value;
            else if (key is not null)
                yield return new KeyValuePair<string, XElement>(key, element);
        }
    }

    private static void Write(Utf8JsonWriter writer, XElement value)
    {
        switch (value.Name.LocalName)
        {
            case "dict":
                writer.WriteStartObject();
                foreach (var member in Members(value))
                {
                    writer.WritePropertyName(member.Key);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case "array":
                writer.WriteStartArray();
                foreach (var item in value.Elements())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case "true" or "false":
                writer.WriteBooleanValue(value.Name.LocalName == "true");
                break;
            case "integer" or "real" when decimal.TryParse(value.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                writer.WriteNumberValue(number);
                break;
            default:
                writer.WriteStringValue(value.Value);
                break;
        }
    }
}
