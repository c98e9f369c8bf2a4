using System;
using System.Collections.Generic;
using ClaudeDesktop.EndToEnd.Load;
using ClaudeDesktop.EndToEnd.Targets;
using ClaudeDesktop.EndToEnd.Upstream;
using ClaudeDesktop.GatewayControl;

namespace ClaudeDesktop.EndToEnd;

/// <summary>Cost against size: what grows with it must grow in proportion.</summary>
internal sealed class Sizes(Ground ground)
{
    private static readonly int[] Bytes = [10_000, 100_000, 1_000_000, 10_000_000];
    private static readonly int[] Counts = [10, 100, 1_000, 10_000];
    private static readonly int[] Streams = [1, 10, 50, 100, 250, 500];
    private readonly DirectTarget _direct = ground.Direct();

    public void Run()
    {
        foreach (var rung in ground.Rungs)
        {
            using var gateway = ground.Gateway(rung);
            Loads.OneByOne(gateway, Speech.Chat, Plain(), ground.Options.Quick ? 20 : 500);
            Console.WriteLine($"### {rung.Host}");
            MeasureRequests("bytes", Bytes, size => Plain() with { Bytes = size }, gateway);
            MeasureRequests("tools", Counts, count => Plain() with { Tools = count }, gateway);
            MeasureRequests("messages", Counts, count => Plain() with { Messages = count }, gateway);
            MeasureStreams(rung);
        }
    }

    private static Ask Plain() => new(new Wish(1, 0, false));

    private void MeasureRequests(string what, int[] sizes, Func<int, Ask> ask, GatewayTarget gateway)
    {
        Console.WriteLine($"\n| {what} | request, KB | direct, ms | translated, ms more | each, µs | passed, ms more | each, µs |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var size in sizes)
        {
            var asked = ask(size);
            var count = Math.Clamp((ground.Options.Quick ? 1_000_000 : 50_000_000) / asked.Body("bench").Length, 3, 200);
            List<double> direct = [], translated = [], passed = [];
            for (var round = 0; round < ground.Options.Rounds; round++)
            {
                direct.Add(Loads.OneByOne(_direct, Speech.Chat, asked, count)[0]);
                translated.Add(Loads.OneByOne(gateway, Speech.Chat, asked, count)[0]);
                passed.Add(Loads.OneByOne(gateway, Speech.Messages, asked, count)[0]);
            }

            var (floor, more, through) = (Times.Median(direct), Times.Median(translated) - Times.Median(direct), Times.Median(passed) - Times.Median(direct));
            Console.WriteLine($"| {size:#,0} | {asked.Body("bench").Length / 1024.0:#,0} | {Table.Number(floor)} | {Table.Number(more)} | {Table.Number(more * 1000 / size)} | {Table.Number(through)} | {Table.Number(through * 1000 / size)} |");
        }
    }

    // Each count with a gateway of its own: memory that was once taken would hide what a stream takes.
    private void MeasureStreams(GatewayRung rung)
    {
        Console.WriteLine("\n| streams | memory, MB | events/s | turned away |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var streams in Streams)
        {
            using var gateway = ground.Gateway(rung);
            Loads.OneByOne(gateway, Speech.Chat, Plain(), 20);
            var paced = Crowd.Run(gateway, Speech.Chat, new Ask(new Wish(ground.Options.Quick ? 5 : 50, 20, true)), streams, TimeSpan.Zero);
            var memory = gateway.Process!.Megabytes;
            var fast = Crowd.Run(gateway, Speech.Chat, new Ask(new Wish(500, 0, true)), streams, TimeSpan.FromSeconds(ground.Options.Quick ? 0.2 : 3));
            Console.WriteLine($"| {streams} | {Table.Number(memory)} | {Table.Number(fast.Events / fast.Seconds)} | {paced.Refused + paced.Failed} |");
        }
    }
}
