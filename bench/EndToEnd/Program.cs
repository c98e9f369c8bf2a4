using System;
using ClaudeDesktop.EndToEnd;
using ClaudeDesktop.EndToEnd.Upstream;

if (args is ["upstream"])
    return ScriptedUpstream.Run();
if (Options.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync("Usage: --gateway <a built module's gateway folder> [--sizes] [--rounds <n>] [--only dotnet,native] [--quick]. bench/EndToEnd.ps1 does the rest.");
    return 2;
}

using var ground = new Ground(options);
if (options.Sizes)
    new Sizes(ground).Run();
else
    new Comparison(ground).Run();
return 0;
