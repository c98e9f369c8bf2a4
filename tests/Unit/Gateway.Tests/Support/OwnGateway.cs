using System;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Hosting;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>A gateway in the tests' own process.</summary>
internal sealed class OwnGateway(GatewayServer server) : IRunningGateway
{
    public int Port => server.Port;

    public string Instance => server.Instance;

    public Uri BaseUri => server.BaseUri;

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
