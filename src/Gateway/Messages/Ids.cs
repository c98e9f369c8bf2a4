using System.Security.Cryptography;

namespace ClaudeDesktop.Gateway.Messages;

/// <summary>Ids of our own making, shaped like Anthropic's.</summary>
internal static class Ids
{
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz123456789";
    private const int Length = 24;

    public static string Message() => "msg_" + Random();

    public static string ToolUse() => "toolu_" + Random();

    public static string Request() => "req_" + Random();

    private static string Random() => RandomNumberGenerator.GetString(Alphabet, Length);
}
