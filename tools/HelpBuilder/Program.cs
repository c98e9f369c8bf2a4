using System;
using System.IO;

namespace ClaudeDesktop.HelpBuilder;

internal static class Program
{
    private const string Usage = """
        build <docs> <en-US>             makes the help that ships of docs/cmdlets and docs/about
        refresh <docs> <commands.json>   writes into the pages what follows from the code, and makes pages that are missing
        """;

    private static int Main(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case ["build", var docs, var output]:
                    HelpFolder.Write(docs, output);
                    return 0;
                case ["refresh", var docs, var commands]:
                    PageRefresh.Run(docs, File.ReadAllText(commands));
                    return 0;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }
        catch (PageException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
