using System;
using System.Text.Json;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Usage;

/// <summary>Reads the lines of a ledger, one after the other into the same row, without a tree or a new object for each.</summary>
/// <param name="withIds">Whether somebody wants to know the requests' ids, which are different for each.</param>
internal sealed class UsageParser(bool withIds)
{
    // What is more than this was not counted by a gateway, and a few of it would not fit into a sum.
    private const long MostOfAny = 1_000_000_000_000;
    private const decimal MostCost = 1_000_000;
    private readonly UsageStrings _strings = new();

    public UsageRow Row { get; } = new();

    /// <summary>What the last start, end or missed line said.</summary>
    public UsageMark Mark { get; private set; }

    public UsageLineKind Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return UsageLineKind.Unreadable;
            if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
                return UsageLineKind.Other;
            if (reader.ValueTextEquals("time"u8))
                return Request(ref reader);
            var kind = UsageMark.KindOf(ref reader);
            Finish(ref reader);
            if (kind != UsageLineKind.Other)
                Mark = UsageMark.Parse(line);
            return kind;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or OverflowException or ArgumentException)
        {
            return UsageLineKind.Unreadable;
        }
    }

    private UsageLineKind Request(ref Utf8JsonReader reader)
    {
        Row.Clear();
        do
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (!(name.Length == 0 || reader.TokenType == JsonTokenType.Null || Take(name, ref reader)))
                reader.Skip();
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName);
        Finish(ref reader);
        return Row.Time == default ? UsageLineKind.Unreadable : UsageLineKind.Request;
    }

    /// <summary>Takes a member that is known; its length tells most of them apart.</summary>
    private bool Take(ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        switch (name.Length)
        {
            case 1 when name[0] == 'n':
                Row.Number = Amount(ref reader);
                return true;
            case 2 when name.SequenceEqual("in"u8):
                Row.InputTokens = Amount(ref reader);
                return true;
            case 2 when name.SequenceEqual("ms"u8):
                Row.Milliseconds = Amount(ref reader);
                return true;
            case 2 when name.SequenceEqual("id"u8):
                TakeId(ref reader);
                return true;
            case 3 when name.SequenceEqual("out"u8):
                Row.OutputTokens = Amount(ref reader);
                return true;
            case 4 when name.SequenceEqual("time"u8):
                Row.Time = reader.GetDateTimeOffset().UtcDateTime;
                return true;
            case 4 when name.SequenceEqual("cost"u8):
                Row.Cost = reader.GetDecimal() is >= 0 and < MostCost and var cost ? cost : throw new FormatException();
                return true;
            case 4 when name.SequenceEqual("role"u8):
                Row.Role = RoleOf(Text(ref reader));
                return true;
            case 4 when name.SequenceEqual("user"u8):
                Row.User = Text(ref reader);
                return true;
            case 5 when name.SequenceEqual("asked"u8):
                Row.RequestedModel = Text(ref reader);
                return true;
            case 5 when name.SequenceEqual("model"u8):
                Row.Model = Text(ref reader);
                return true;
            case 5 when name.SequenceEqual("tries"u8):
                Row.Tries = reader.GetInt32();
                return true;
            case 5 when name.SequenceEqual("error"u8):
                Row.Error = Text(ref reader);
                return true;
            case 6 when name.SequenceEqual("status"u8):
                Row.Status = reader.GetInt32();
                return true;
            case 6 when name.SequenceEqual("stream"u8):
                Row.IsStream = reader.GetBoolean();
                return true;
            default:
                return TakeLong(name, ref reader);
        }
    }

    private bool TakeLong(ReadOnlySpan<byte> name, ref Utf8JsonReader reader)
    {
        if (name.SequenceEqual("session"u8))
            Row.Session = Text(ref reader);
        else if (name.SequenceEqual("provider"u8))
            Row.Provider = Text(ref reader);
        else if (name.SequenceEqual("answered"u8))
            Row.AnsweredModel = Text(ref reader);
        else if (name.SequenceEqual("machine"u8))
            Row.Machine = Text(ref reader);
        else if (name.SequenceEqual("firstMs"u8))
            Row.FirstByteMilliseconds = Amount(ref reader);
        else if (name.SequenceEqual("cacheRead"u8))
            Row.CacheReadTokens = Amount(ref reader);
        else if (name.SequenceEqual("cacheWrite"u8))
            Row.CacheWriteTokens = Amount(ref reader);
        else if (name.SequenceEqual("project"u8))
            Row.Project = Text(ref reader);
        else if (name.SequenceEqual("estimate"u8))
            Row.IsEstimate = reader.GetBoolean();
        else
            return false;
        return true;
    }

    private void TakeId(ref Utf8JsonReader reader)
    {
        Row.IdHash = UsageStrings.Hash(reader.ValueSpan);
        if (withIds)
            Row.RequestId = reader.GetString();
        else if (reader.TokenType != JsonTokenType.String)
            throw new FormatException();
    }

    private string Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new FormatException();
        return reader.ValueIsEscaped ? reader.GetString()! : _strings.Of(reader.ValueSpan);
    }

    private static long Amount(ref Utf8JsonReader reader) => reader.GetInt64() is >= 0 and < MostOfAny and var amount ? amount : throw new FormatException();

    private static void Finish(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            // What follows must be JSON, too.
        }
    }

    private static ModelRole? RoleOf(string text) => text switch
    {
        nameof(ModelRole.Sonnet) => ModelRole.Sonnet,
        nameof(ModelRole.Opus) => ModelRole.Opus,
        nameof(ModelRole.Haiku) => ModelRole.Haiku,
        nameof(ModelRole.Fable) => ModelRole.Fable,
        _ => null,
    };
}
