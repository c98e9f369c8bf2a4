using System;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Demo;
using ClaudeDesktop.Gateway.Hosting;

namespace ClaudeDesktop.Gateway;

internal static class Program
{
    private const int NotUnderstood = 2;

    private const string Usage = """
        The local gateway between Claude Desktop and other providers.

          serve [--port N] [--home DIR] [--watch-stdin]   run it; Start-CDGateway does this
          demo                                            show the way of a request, end to end, on embedded parts
        """;

    public static Task<int> Main(string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (arguments is ["demo"])
            return DemoCommand.RunAsync(Console.Out);
        if (arguments is ["serve", .. var rest] && ServeArguments.Parse(rest) is { } serve)
            return ServeCommand.RunAsync(serve);
        Console.Error.WriteLine(Usage);
        return Task.FromResult(NotUnderstood);
    }
}
