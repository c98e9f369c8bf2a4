using System;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Ids of our own making, shaped like Anthropic's. They name things and are no secrets.</summary>
internal static class Ids
{
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789";
    private const int Length = 24;

    public static string Message() => WithRandom("msg_");

    public static string ToolUse() => WithRandom("toolu_");

    public static string Request() => WithRandom("req_");

    private static string WithRandom(string prefix) => string.Create(prefix.Length + Length, prefix, static (id, prefix) =>
    {
        prefix.CopyTo(id);
        Random.Shared.GetItems(Alphabet, id[prefix.Length..]);
    });
}
