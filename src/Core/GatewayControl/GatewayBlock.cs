using System.Linq;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl;

/// <summary>Tells a host that the machine does not let run from a gateway that failed for a reason of its own.</summary>
public static class GatewayBlock
{
    private const int Understood = 0;
    private const int ArgumentsNotUnderstood = 2;
    private const int CouldNotStart = 3;

    // Access denied, not a valid program, wrong processor, a library missing, blocked by group policy, a virus or not signed, by policy.
    private static readonly int[] Windows = [2, 3, 5, 193, 216, 225, 577, 786, 1260, 1625, 4551];

    // Not permitted, no such file (also: no such loader), exec format error, access denied, wrong processor or library (macOS).
    private static readonly int[] Unix = [1, 2, 8, 13, 80, 83, 84, 85, 86, 88];

    /// <summary>Whether a program that could not be started at all was kept from it by the machine, by the system's own error number.</summary>
    public static bool IsOnStart(SystemKind system, int error) => (system == SystemKind.Windows ? Windows : Unix).Contains(error);

    /// <summary>
    /// Whether a gateway that ended before it was ready never came to run. One that did says its reason in a line of its own,
    /// or by its exit code.
    /// </summary>
    /// <param name="hasSpoken">Whether it wrote a line of the protocol.</param>
    /// <param name="exitCode">Its exit code.</param>
    public static bool IsBeforeReady(bool hasSpoken, int exitCode) =>
        !hasSpoken && exitCode is not (Understood or ArgumentsNotUnderstood or CouldNotStart);
}
