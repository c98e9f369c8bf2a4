using System;
using System.Collections.Generic;
using System.IO;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Secrets.Vaults;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Tests.Support;

/// <summary>For every code that <c>Test-CDProfile</c> can find, a machine on which it finds that code and no other.</summary>
internal static class HealthScenarios
{
    public static IReadOnlyDictionary<HealthCode, HealthScenario> All { get; } = new Dictionary<HealthCode, HealthScenario>
    {
        [HealthCode.Healthy] = new(Mapped),
        [HealthCode.PlatformUnsupported] = new(_ => { }, On: Elsewhere),
        [HealthCode.UnsafeModelName] = new(home => Mapped(home, () => Edit(home, "claude-sonnet-5", "gpt-5", home.Data.StoreFile, home.Paths.Profile))),
        [HealthCode.RouteMissing] = new(home => Mapped(home, () => WithoutRoutes(home))),
        [HealthCode.GatewayTokenMissing] = new(home => Mapped(home, () => Edit(home, "\"inferenceGatewayApiKey\"", "\"x\"", home.Paths.Profile))),
        [HealthCode.BaseUrlMismatch] = new(home => Mapped(home, () => Edit(home, "127.0.0.1:15721", "127.0.0.1:4000", home.Paths.Profile))),
        [HealthCode.NotApplied] = new(home => Mapped(home, () => home.Write(home.Paths.LibraryIndex, "{\"appliedId\":\"theirs\"}"))),
        [HealthCode.DeploymentModeOfficial] = new(home => Mapped(home, () => home.Write(home.Paths.ThirdPartyConfig, "{\"deploymentMode\":\"1p\"}"))),
        [HealthCode.ProfileMissing] = new(home => Mapped(home, () => File.Delete(home.Paths.Profile))),
        [HealthCode.ProfileUnreadable] = new(home => Mapped(home, () => home.Write(home.Paths.StandardConfig, "{"))),
        [HealthCode.ProfileDrift] = new(home => Mapped(home, () => Edit(home, "\"bearer\"", "\"x-api-key\"", home.Paths.Profile))),
        [HealthCode.GatewayTokenMismatch] = new(home => Mapped(home, () => home.Context().Secrets.Set(SecretNames.GatewayToken, "cd-another"))),
        [HealthCode.GatewayNotRunning] = new(Mapped, ListenerKind.Nobody),
        [HealthCode.PortTaken] = new(Mapped, ListenerKind.Foreign),
        [HealthCode.AppNotRestarted] = new(Mapped, On: home => With(home, new PretendApp(runsSince: DateTimeOffset.UtcNow.AddHours(-1)))),
        [HealthCode.AppMissing] = new(home => Mapped(home, () => home.AppPath = "/nowhere/claude-desktop")),
        [HealthCode.AppTooOld] = new(Mapped, On: home => With(home, new PretendApp("1.8554.9"))),
        [HealthCode.KeyInProfile] = new(Direct),
        [HealthCode.CredentialHelperBroken] = new(home => Helped(home, () => File.Delete(home.Data.HelperFile("open"))), On: home => home.HelpedContext()),
        [HealthCode.SwitchInterrupted] = new(home => Mapped(home, () => home.Write(home.Data.SwitchJournal, "{\"to\":{\"providerId\":\"kimi\"},\"from\":{}}"))),
        [HealthCode.ProviderKeyMissing] = new(home => Mapped(home, () => home.Context().Secrets.Remove(SecretNames.ProviderKey("kimi")))),
        [HealthCode.StoreExposed] = new(home => Mapped(home, () => Expose(home.Data.SecretFile))),
        [HealthCode.SecretStoreUnavailable] = new(home => Mapped(home, () => home.Write(home.Data.SecretStoreFile, "{\"store\":\"SecretService\"}")), On: Locked),
    };

    private static void Expose(string path)
    {
        if (OperatingSystem.IsWindows())
            System.Diagnostics.Process.Start("icacls", [path, "/grant", "*S-1-1-0:R"])!.WaitForExit();
        else
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
    }

    private static ModuleContext Locked(ThrowAwayHome home)
    {
        const SecretStoreKind Kind = SecretStoreKind.SecretService;
        var vault = new ClearErrors(Kind, new PretendVault { Refusal = "is locked" });
        var secrets = new UserSecretStore(new PretendSystem(SystemKind.Linux, home.Root), home.Data, new FileOperations(), _ => vault);
        return new ModuleContext(home.System, home.Data, new FileOperations(), () => DateTimeOffset.UtcNow, secrets);
    }

    private static void Mapped(ThrowAwayHome home)
    {
        home.AddMapped("kimi");
        new ProfileSwitch(home.Context()).Enable("kimi");
    }

    private static void Mapped(ThrowAwayHome home, Action disturb)
    {
        Mapped(home);
        disturb();
    }

    private static void Direct(ThrowAwayHome home)
    {
        home.AddDirect("open");
        new ProfileSwitch(home.Context()).Enable("open");
    }

    private static void Helped(ThrowAwayHome home, Action disturb)
    {
        home.AddDirect("open");
        new ProfileSwitch(home.HelpedContext()).Enable("open");
        disturb();
    }

    private static void WithoutRoutes(ThrowAwayHome home)
    {
        Edit(home, "\"routes\"", "\"once\"", home.Data.StoreFile);
        var profile = JsonText.Parse(File.ReadAllBytes(home.Paths.Profile), home.Paths.Profile);
        home.Write(home.Paths.Profile, profile.Set("[]"u8.ToArray(), ProfileKeys.Models).ToString());
    }

    private static void Edit(ThrowAwayHome home, string was, string becomes, params string[] paths)
    {
        foreach (var path in paths)
            home.Write(path, home.Text(path)!.Replace(was, becomes, StringComparison.Ordinal));
    }

    private static ModuleContext With(ThrowAwayHome home, PretendApp app) => new(home.System, home.Data, new FileOperations(), () => DateTimeOffset.UtcNow) { App = app.Control };

    private static ModuleContext Elsewhere(ThrowAwayHome home)
    {
        var system = new PretendSystem(SystemKind.Other, "/home/ada");
        return new ModuleContext(system, new DataHome(system, home.Data.Root), new FileOperations(), () => DateTimeOffset.UnixEpoch);
    }
}
