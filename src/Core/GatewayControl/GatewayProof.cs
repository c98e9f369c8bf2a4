using System;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace ClaudeDesktop.GatewayControl;

/// <summary>
/// Shows that who answers on a port is a gateway of this user: it knows the random text of its run file, which this user alone can read, and never
/// shows it. Each question has a text of its own and the port in it, so that an answer is of no use to anybody who overhears or relays it.
/// </summary>
public static class GatewayProof
{
    /// <summary>The header of a question to <c>/healthz</c>.</summary>
    public const string ChallengeHeader = "X-ClaudeDesktop-Challenge";

    /// <summary>The header of the answer.</summary>
    public const string ProofHeader = "X-ClaudeDesktop-Gateway";

    private const int ChallengeBytes = 32;

    public static string NewChallenge() => Hex(RandomNumberGenerator.GetBytes(ChallengeBytes));

    /// <summary>Whether a text could come from <see cref="NewChallenge"/>.</summary>
    public static bool IsChallenge(string? text) => text is { Length: 2 * ChallengeBytes } && text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'));

    /// <param name="instance">The gateway's random text.</param>
    /// <param name="port">The port that it listens on.</param>
    /// <param name="challenge">What was asked.</param>
    public static string Of(string instance, int port, string challenge)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(challenge);
        using var code = new HMACSHA256(Encoding.UTF8.GetBytes(instance));
        return Hex(code.ComputeHash(Encoding.UTF8.GetBytes(string.Format(CultureInfo.InvariantCulture, "{0} {1}", port, challenge))));
    }

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
}
