using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl;

/// <summary>
/// Keys that lie in vaults, which only the shell can ask: it hands them to the gateway as the first line of its standard input,
/// never among arguments or in the environment, where other programs could see them.
/// </summary>
public sealed class HandedKeys
{
    private const int MostBytes = 1024 * 1024;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public bool IsEmpty => _values.Count == 0;

    /// <summary>By this name the gateway finds a key again.</summary>
    public static string NameOf(KeySource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.ToString();
    }

    public void Add(KeySource source, string key) => _values[NameOf(source)] = key;

    public void Write(Stream output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var line = JsonRaw.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var pair in _values)
                writer.WriteString(pair.Key, pair.Value);
            writer.WriteEndObject();
        });
        output.Write(line, 0, line.Length);
        output.WriteByte((byte)'\n');
        output.Flush();
        Array.Clear(line, 0, line.Length);
    }

    /// <summary>Reads one line, and nothing after it. Whatever is no such line holds no keys.</summary>
    public static IReadOnlyDictionary<string, string> Read(Stream input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var line = new List<byte>();
        for (var next = input.ReadByte(); next is not (-1 or '\n') && line.Count < MostBytes; next = input.ReadByte())
            line.Add((byte)next);
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(line.ToArray());
            foreach (var member in document.RootElement.EnumerateObject())
                keys[member.Name] = member.Value.GetString() ?? "";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The parent died before it could say anything; the end of the stream will end this process, too.
        }

        return keys;
    }
}
