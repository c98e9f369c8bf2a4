using System;
using System.IO;
using System.Net.Sockets;
using ClaudeDesktop.EndToEnd;
using ClaudeDesktop.EndToEnd.Upstream;

if (args is ["upstream"])
    return ScriptedUpstream.Run();
if (Options.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync("Usage: --gateway <a built module's gateway folder> [--sizes] [--rounds <n>] [--only dotnet,native] [--quick]. bench/EndToEnd.ps1 does the rest.");
    return 2;
}

try
{
    using var ground = new Ground(options);
    if (options.Sizes)
        new Sizes(ground).Run();
    else
        new Comparison(ground).Run();
    return 0;
}
catch (Exception e) when (e is IOException or InvalidDataException or InvalidOperationException or SocketException)
{
    // Caught, so that all that was started ends.
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
