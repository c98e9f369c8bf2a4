using System;
using ClaudeDesktop;
using ClaudeDesktop.Desktop;

// Switches round and round until somebody kills it: the victim of the tests that kill at random moments.
var context = ModuleContext.Current();
for (var round = 0; round < 100_000; round++)
{
    new ProfileSwitch(context).Enable("mapped");
    new ProfileSwitch(context).Enable("direct");
    new ProfileSwitch(context).Restore(previous: false);
    new ProfileSwitch(context).BringBack(new SnapshotHistory(context.Home, context.Files).Ids[0]);
    new ProfileSwitch(context).Repair();

    // The first round is slow and mostly compiling: whoever kills waits for it, to hit the files and not the compiler.
    if (round == 0)
        Console.WriteLine("switching");
}
