using System;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.GatewayControl;

public class GatewayLaunchPlanTests
{
    [Fact]
    public void The_dotnet_with_ASP_NET_Core_10_is_taken_and_an_older_one_is_passed_over()
    {
        var system = Linux("/opt/old", "/usr/share/dotnet");
        system.Existing.Add("/opt/old/shared/Microsoft.AspNetCore.App/8.0.31");
        system.Existing.Add("/usr/share/dotnet/shared/Microsoft.AspNetCore.App/10.0.12");
        system.Variables["PATH"] = "/opt/old:/usr/bin";

        var plan = GatewayLaunchPlan.Find(system, "/module/gateway", 15721);

        Assert.Equal("/usr/share/dotnet/dotnet", plan.FileName);
        Assert.Equal(["/module/gateway/ClaudeDesktop.Gateway.dll", "serve", "--watch-stdin", "--port", "15721"], plan.Arguments);
    }

    [Fact]
    public void What_DOTNET_ROOT_names_comes_first()
    {
        var system = Linux("/opt/mine", "/usr/share/dotnet");
        system.Existing.Add("/opt/mine/shared/Microsoft.AspNetCore.App/11.0.0");
        system.Existing.Add("/usr/share/dotnet/shared/Microsoft.AspNetCore.App/10.0.12");
        system.Variables["DOTNET_ROOT"] = "/opt/mine";

        Assert.Equal("/opt/mine/dotnet", GatewayLaunchPlan.Find(system, "/module/gateway", 0).FileName);
    }

    [Fact]
    public void Without_ASP_NET_Core_10_the_error_says_what_to_install()
    {
        var error = Assert.Throws<ClaudeDesktopException>(() => GatewayLaunchPlan.Find(Linux("/usr/share/dotnet"), "/module/gateway", 0));

        Assert.Equal(ErrorCode.GatewayHostNotFound, error.Code);
        Assert.Contains("ASP.NET Core 10", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"type\":\"ready\",\"port\":5,\"pid\":6,\"instance\":\"i\",\"version\":\"1\"}", "ready", null)]
    [InlineData("Unhandled exception.", "log", "Unhandled exception.")]
    [InlineData("[1]", "log", "[1]")]
    public void A_line_of_the_gateway_is_read_and_no_other_is_swallowed(string line, string type, string? message)
    {
        var read = GatewayLine.Parse(line);

        Assert.Equal((type, message), (read.Type, read.Message));
    }

    private static PretendSystem Linux(params string[] dotnetRoots)
    {
        var system = new PretendSystem(SystemKind.Linux, "/home/ada") { Existing = { "/module/gateway/ClaudeDesktop.Gateway.dll" } };
        foreach (var root in dotnetRoots)
            system.Existing.Add(root + "/dotnet");
        return system;
    }
}
