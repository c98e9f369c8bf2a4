using System;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>A gateway that answers, wherever it runs.</summary>
internal interface IRunningGateway : IAsyncDisposable
{
    int Port { get; }

    string Instance { get; }

    Uri BaseUri { get; }
}
