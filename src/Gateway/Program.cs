using System;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Credentials;
using ClaudeDesktop.Gateway.Demo;
using ClaudeDesktop.Gateway.Hosting;

namespace ClaudeDesktop.Gateway;

internal static class Program
{
    private const int NotUnderstood = 2;

    private const string Usage = """
        The local gateway between Claude Desktop and other providers.

          serve [--port N] [--home DIR] [--watch-stdin]   run it; Start-CDGateway does this
          serve --registered                              run it for the operating system; Register-CDGateway sees to this
          repair                                          repair Claude Desktop's profile, as Repair-CDProfile does
          check                                           say that it can run here, and do nothing
          credential --provider ID [--home DIR]           print a provider's key and nothing else, for Claude Desktop
          demo                                            show the way of a request, end to end, on embedded parts
        """;

    public static Task<int> Main(string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (arguments is ["demo"])
            return DemoCommand.RunAsync(Console.Out);
        if (arguments is ["serve", .. var rest] && ServeArguments.Parse(rest) is { } serve)
            return ServeCommand.RunAsync(serve);
        if (arguments is ["repair", .. var where] && ServeArguments.Parse(where) is { } repair)
            return RepairCommand.RunAsync(repair);
        if (arguments is ["check"])
            return Task.FromResult(0);
        if (arguments is ["credential", .. var wanted] && CredentialArguments.Parse(wanted) is { } credential)
            return Task.FromResult(CredentialCommand.Run(credential, Console.Out, Console.Error));
        Console.Error.WriteLine(Usage);
        return Task.FromResult(NotUnderstood);
    }
}
