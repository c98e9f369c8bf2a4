using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;
using Xunit;

namespace ClaudeDesktop.Tests.GatewayControl;

public class GatewayBlockTests
{
    [Theory]
    [InlineData(SystemKind.Windows, 1260, true)] // Blocked by group policy: AppLocker.
    [InlineData(SystemKind.Windows, 4551, true)] // Blocked by App Control.
    [InlineData(SystemKind.Windows, 577, true)] // The signature does not hold.
    [InlineData(SystemKind.Windows, 225, true)] // Taken for a virus.
    [InlineData(SystemKind.Windows, 5, true)] // Access denied.
    [InlineData(SystemKind.Windows, 193, true)] // Not a program of this system.
    [InlineData(SystemKind.Windows, 1450, false)] // The system has no resources left: no other host would help.
    [InlineData(SystemKind.Linux, 13, true)] // Access denied, or a volume that runs nothing.
    [InlineData(SystemKind.Linux, 8, true)] // Not a program of this system.
    [InlineData(SystemKind.Linux, 2, true)] // Its loader is missing, as with musl.
    [InlineData(SystemKind.Linux, 12, false)] // No memory left.
    [InlineData(SystemKind.MacOS, 86, true)] // Made for another processor.
    public void A_program_that_the_system_keeps_from_running_is_told_from_a_system_in_trouble(SystemKind system, int error, bool isBlocked) =>
        Assert.Equal(isBlocked, GatewayBlock.IsOnStart(system, error));

    [Theory]
    [InlineData(137, true)] // Killed at once: Gatekeeper.
    [InlineData(127, true)] // No loader.
    [InlineData(134, true)] // The runtime gave up.
    [InlineData(150, true)] // The framework is missing.
    [InlineData(1, true)] // PowerShell could not load the library.
    [InlineData(unchecked((int)0xC0000428), true)] // The signature does not hold.
    [InlineData(unchecked((int)0xC000007B), true)] // Made for another processor.
    [InlineData(3, false)] // It could not start, for its own reason.
    [InlineData(2, false)] // Its arguments were not understood.
    [InlineData(0, false)] // It was told to stop.
    public void A_host_that_came_to_nothing_is_told_from_a_gateway_that_would_not_start(int exitCode, bool isBlocked) =>
        Assert.Equal(isBlocked, GatewayBlock.IsBeforeReady(hasSpoken: false, exitCode));

    [Fact]
    public void A_gateway_that_said_why_is_taken_at_its_word() => Assert.False(GatewayBlock.IsBeforeReady(hasSpoken: true, 137));

    [Theory]
    [InlineData("pwsh", "/opt/microsoft/powershell/7/pwsh", GatewayHost.PowerShell)]
    [InlineData("pwsh", "/usr/share/dotnet/dotnet", GatewayHost.PowerShell)]
    [InlineData("ClaudeDesktop.Gateway", "/usr/share/dotnet/dotnet", GatewayHost.Dotnet)]
    [InlineData("ClaudeDesktop.Gateway", "/module/gateway/linux-x64/ClaudeDesktop.Gateway", GatewayHost.Native)]
    public void A_gateway_knows_what_it_runs_in(string entry, string program, GatewayHost expected) => Assert.Equal(expected, GatewayHosts.Of(entry, program));

    [Theory]
    [InlineData("{\"type\":\"ready\",\"port\":5,\"pid\":6,\"instance\":\"i\",\"version\":\"1\"}", "ready", null)]
    [InlineData("Unhandled exception.", "log", "Unhandled exception.")]
    [InlineData("[1]", "log", "[1]")]
    public void A_line_of_the_gateway_is_read_and_no_other_is_swallowed(string line, string type, string? message)
    {
        var read = GatewayLine.Parse(line);

        Assert.Equal((type, message), (read.Type, read.Message));
    }
}
