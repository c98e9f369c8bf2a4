using System;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Desktop.Repair;
using ClaudeDesktop.Import;
using ClaudeDesktop.Providers;
using Xunit;

namespace ClaudeDesktop.Tests.Journeys;

/// <summary>A user's way through the module: import, enable, and, after something went wrong, test, repair, restore.</summary>
internal static class Journey
{
    public const string ProviderId = "mapped";
    public const string Key = "sk-journey-0123456789";

    public static void Import(FixtureHome home)
    {
        var candidate = new ImportCandidate(ProviderId, "Mapped", "settings.json")
        {
            Provider = new Provider
            {
                Id = ProviderId,
                Name = "Mapped",
                Mode = ProviderMode.Mapped,
                ApiFormat = ApiFormat.OpenAIChat,
                BaseUri = new Uri("https://api.example.com/v1"),
                Routes = [new ModelRoute { Role = ModelRole.Sonnet, RouteId = "claude-sonnet-5", Model = "upstream-model-1" }],
            },
            Key = Key,
        };
        Assert.Equal(ImportOutcome.Imported, Assert.Single(new ProviderImport(home.Context(), force: false).Run([candidate], out _)).Outcome);
    }

    public static void Enable(FixtureHome home) => new ProfileSwitch(home.Context()).Enable(ProviderId);

    public static void Repair(FixtureHome home)
    {
        var repair = new ProfileRepair(home.Context(), _ => home.Listener);
        repair.Run(repair.Find());
    }

    public static void Restore(FixtureHome home, bool previous) => new ProfileSwitch(home.Context()).Restore(previous);

    public static bool IsWell(FixtureHome home) => home.Test().Single() == HealthCode.Healthy;
}
