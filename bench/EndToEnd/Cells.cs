using System;
using System.Collections.Generic;
using ClaudeDesktop.EndToEnd.Load;
using ClaudeDesktop.EndToEnd.Targets;
using ClaudeDesktop.EndToEnd.Upstream;

namespace ClaudeDesktop.EndToEnd;

/// <summary>What is compared.</summary>
internal static class Cells
{
    private const int Kilobyte = 1024;

    public static IReadOnlyList<Cell> Of(Speech speech, bool quick)
    {
        var part = quick ? 10 : 1;
        var time = TimeSpan.FromSeconds(quick ? 0.5 : 3);
        var stream = new Ask(new Wish(200, 0, true));
        var json = new Ask(new Wish(1, 0, false));
        var name = speech == Speech.Chat ? "translated" : "passed";
        return
        [
            new([Added("JSON answer, p50"), Added("JSON answer, p99")], target => Loads.OneByOne(target, speech, json, 500 / part)),
            new([Added("stream of 200, first text, p50"), Added("stream of 200, first text, p99")], target => Loads.OneByOne(target, speech, stream, 100 / part, first: true)),
            new([Added("paced event, p50"), Added("paced event, p99"), new($"{name}: paced event, CPU µs", FigureKind.Plain)], target => Loads.Paced(target, speech, 600 / part, 2)),
            new([Added("64 KB request, first text, p50"), Added("64 KB request, first text, p99")], target => Loads.OneByOne(target, speech, stream with { Bytes = 64 * Kilobyte }, 50 / part, first: true)),
            new([Added("1 MB request, first text, p50"), Added("1 MB request, first text, p99")], target => Loads.OneByOne(target, speech, stream with { Bytes = Kilobyte * Kilobyte }, 20 / part, first: true)),
            new([Rate("JSON answers/s, 32 clients")], target => Loads.RequestsPerSecond(target, speech, json, 32, time)),
            new([Rate("64 KB requests/s, 32 clients")], target => Loads.RequestsPerSecond(target, speech, json with { Bytes = 64 * Kilobyte }, 32, time)),
            new([Rate("1 MB requests/s, 32 clients")], target => Loads.RequestsPerSecond(target, speech, json with { Bytes = Kilobyte * Kilobyte }, 32, time)),
            new([Rate("events/s, 32 streams")], target => Loads.EventsPerSecond(target, speech, new Ask(new Wish(1000, 0, true)), 32, time)),
        ];

        Figure Added(string what) => new($"{name}: {what}, ms", FigureKind.Added);
        Figure Rate(string what) => new($"{name}: {what}", FigureKind.Rate);
    }
}
