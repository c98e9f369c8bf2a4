using System;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.Health;

public sealed class ReservedPortTests : IDisposable
{
    private const string English =
        "\r\nProtocol tcp Port Exclusion Ranges\r\n\r\nStart Port    End Port\r\n----------    --------\r\n        80          80\r\n     FIRST       LAST\r\n"
        + "     50000       50059     *\r\n\r\n* - Administered port exclusions.\r\n";

    private const string Chinese = "\r\n协议 tcp 端口排除范围\r\n\r\n开始端口    结束端口\r\n----------    --------\r\n     FIRST       LAST\r\n\r\n* - 管理的端口排除。\r\n";

    private readonly PretendMachine _machine = new(SystemKind.Windows, @"C:\Users\ada", 22631);

    public void Dispose() => _machine.Dispose();

    [Theory]
    [InlineData(English, 15650, 15749, true)]
    [InlineData(English, 15722, 15800, false)]
    [InlineData(Chinese, 15721, 15721, true)]
    [InlineData(Chinese, 15600, 15720, false)]
    public void A_port_that_Windows_reserves_is_found_in_any_language(string output, int first, int last, bool isReserved)
    {
        _machine.EnableMapped();
        _machine.Programs["netsh.exe"] = output.Replace("FIRST", $"{first}", StringComparison.Ordinal).Replace("LAST", $"{last}", StringComparison.Ordinal);

        var found = _machine.Check(HealthCode.PortReserved, ListenerKind.Nobody);

        Assert.Equal(isReserved ? 1 : 0, found.Length);
        Assert.All(found, finding => Assert.Contains($"{first} to {last}", finding.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_port_on_which_the_gateway_answers_is_not_reserved()
    {
        _machine.EnableMapped();
        _machine.Programs["netsh.exe"] = "1 65535";

        Assert.Equal(HealthCode.Healthy, Assert.Single(_machine.Check()).Code);
    }

    [Fact]
    public void No_port_is_reserved_where_nothing_can_be_learnt()
    {
        _machine.EnableMapped();

        Assert.Equal(HealthCode.GatewayNotRunning, Assert.Single(_machine.Check(ListenerKind.Nobody)).Code);
    }

    [Fact]
    public void A_direct_provider_needs_no_port()
    {
        _machine.EnableDirect();
        _machine.Programs["netsh.exe"] = "1 65535";

        Assert.Empty(_machine.Check(HealthCode.PortReserved, ListenerKind.Nobody));
    }
}
