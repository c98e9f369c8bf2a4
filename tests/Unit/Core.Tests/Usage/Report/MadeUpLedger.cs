using System;
using System.Collections.Generic;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Usage;

namespace ClaudeDesktop.Tests.Usage.Report;

/// <summary>A ledger as a busy team would have it, of the same requests each time.</summary>
internal static class MadeUpLedger
{
    public static readonly DateTimeOffset End = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);

    private static readonly (string Model, string Provider, ModelRole Role, decimal? In, decimal? Out, int Weight)[] Models =
    [
        ("claude-opus-5", "anthropic-team", ModelRole.Opus, 5m, 25m, 10),
        ("moonshotai/kimi-k2-thinking", "openrouter", ModelRole.Sonnet, 0.6m, 2.5m, 34),
        ("deepseek-chat", "deepseek", ModelRole.Haiku, 0.27m, 1.1m, 30),
        ("gemini-3-pro", "google", ModelRole.Sonnet, 1.25m, 10m, 12),
        ("gpt-5.1-codex", "openai", ModelRole.Opus, 1.25m, 10m, 8),
        ("qwen3-coder:30b", "ollama", ModelRole.Haiku, null, null, 5),
        ("z-ai/glm-4.6", "openrouter", ModelRole.Sonnet, 0.45m, 1.9m, 6),
    ];

    private static readonly string[] Users = ["ada", "grace", "linus", "barbara"];
    private static readonly string[] Machines = ["studio-mac", "BUILD-07", "thinkpad-x1"];
    private static readonly string[] Projects = ["billing-service", "website", "data-pipeline", "handbook", "firmware"];
    private static readonly string[] Errors = ["overloaded_error", "rate_limit_error", "api_error", "timeout_error", "invalid_request_error", "client_closed_request"];

    public static IEnumerable<UsageRecord> Records(int days = 42, int seed = 7)
    {
        var chance = new Random(seed);
        for (var day = days - 1; day >= 0; day--)
        {
            var date = End.AddDays(-day);
            var isWeekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            var count = isWeekend ? chance.Next(0, 18) : chance.Next(60, 190);
            for (var i = 0; i < count; i++)
                yield return One(chance, date, day, i);
        }
    }

    private static UsageRecord One(Random chance, DateTimeOffset date, int day, int i)
    {
        var model = Pick(chance);
        var error = chance.Next(100) < (day == 11 ? 30 : 4) ? Errors[Math.Min(chance.Next(Errors.Length), chance.Next(Errors.Length))] : null;
        var input = error is null ? chance.Next(80, 9000) : 0;
        var read = error is null ? (int)(chance.NextDouble() * Math.Max(20_000, 70_000 - (day * 900))) : 0;
        var write = error is null && chance.Next(3) == 0 ? chance.Next(500, 12_000) : 0;
        var output = error is null ? (int)(60 + (Math.Pow(chance.NextDouble(), 3) * 6000)) : 0;
        var firstByte = TimeSpan.FromMilliseconds(280 * Math.Exp(Gauss(chance) * 0.7) * (model.Role == ModelRole.Opus ? 3 : 1));
        var person = Math.Min(chance.Next(Users.Length), chance.Next(Users.Length));
        decimal? cost = model.In is null || error is not null ? null : ((input * model.In) + (read * model.In * 0.1m) + (write * model.In * 1.25m) + (output * model.Out)) / 1_000_000m;
        return new UsageRecord
        {
            Time = date.AddHours(-9 * chance.NextDouble()),
            RequestId = $"req_{day}_{i}",
            Session = $"{person}a{day / 3:x2}{chance.Next(6)}f0c-4d1e-4b7a-9c3f",
            Provider = model.Provider,
            Role = model.Role,
            RequestedModel = "claude-sonnet-5",
            Model = model.Model,
            AnsweredModel = model.Model,
            InputTokens = input,
            CacheReadTokens = read,
            CacheWriteTokens = write,
            OutputTokens = output,
            IsEstimate = chance.Next(200) == 0,
            Cost = cost,
            FirstByte = error is null ? firstByte : null,
            Duration = firstByte + TimeSpan.FromMilliseconds(output * 14 * Math.Exp(Gauss(chance) * 0.3)),
            Tries = 1,
            Status = error is null or "client_closed_request" ? 200 : 529,
            Error = error,
            IsStream = true,
            User = Users[person],
            Machine = Machines[person % Machines.Length],
            Project = chance.Next(4) == 0 ? null : Projects[Math.Min(chance.Next(Projects.Length), chance.Next(Projects.Length))],
        };
    }

    private static (string Model, string Provider, ModelRole Role, decimal? In, decimal? Out, int Weight) Pick(Random chance)
    {
        var at = chance.Next(105);
        foreach (var model in Models)
        {
            at -= model.Weight;
            if (at < 0)
                return model;
        }

        return Models[0];
    }

    private static double Gauss(Random chance) => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
}
