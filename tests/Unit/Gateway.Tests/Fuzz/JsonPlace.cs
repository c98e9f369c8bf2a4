using System;
using System.Linq;
using System.Text.Json.Nodes;

namespace ClaudeDesktop.Gateway.Tests.Fuzz;

/// <summary>A member or an item, and what can be done to it.</summary>
internal readonly record struct JsonPlace(JsonNode Owner, string? Key, int Index)
{
    public JsonNode? Value => Key is not null ? Owner[Key] : Owner[Index];

    public void Set(JsonNode? value)
    {
        if (Key is not null)
            Owner[Key] = value;
        else
            Owner[Index] = value;
    }

    public void Remove()
    {
        if (Key is not null)
            Owner.AsObject().Remove(Key);
        else
            Owner.AsArray().RemoveAt(Index);
    }

    public void Rename(string name)
    {
        var value = Value?.DeepClone();
        if (Key is null)
            return;
        Remove();
        Owner[name] = value;
    }

    /// <summary>Items stand twice or change places; members stand under two names.</summary>
    public void Repeat(Random random)
    {
        var copy = Value?.DeepClone();
        if (Key is not null)
            Owner[Key + "2"] = copy;
        else if (random.Next(2) == 0)
            Owner.AsArray().Insert(random.Next(Owner.AsArray().Count + 1), copy);
        else
            Reverse(Owner.AsArray());
    }

    private static void Reverse(JsonArray items)
    {
        var copies = items.Select(item => item?.DeepClone()).Reverse().ToList();
        items.Clear();
        copies.ForEach(items.Add);
    }
}
