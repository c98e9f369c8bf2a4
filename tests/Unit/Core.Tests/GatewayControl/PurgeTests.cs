using System;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.GatewayControl.Registration;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.GatewayControl;

public sealed class PurgeTests : IDisposable
{
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void Everything_of_the_modules_goes_with_its_folder()
    {
        Fill();
        Assert.Empty(new Purge(_home.Context()).Run());
        Assert.False(Directory.Exists(_home.Data.Root));
    }

    [Fact]
    public void Of_a_chosen_folder_with_the_users_own_files_beside_ours_only_ours_go()
    {
        Fill();
        string[] mine =
        [
            .. new[] { "bin/mytools/x.txt", "bin/run-me", "models/mine.json", "helper/notes.txt", "history/2026/diary.json", "history/diary.json", "logs/other.log", "run/x.json", "usage/x.csv", "notes.txt" }
                .Select(path => Path.Combine(_home.Data.Root, path)),
        ];
        foreach (var path in mine)
            _home.Write(path, "mine");

        new Purge(_home.Context()).Run();

        Assert.Equal(mine.Order(StringComparer.Ordinal), Directory.GetFiles(_home.Data.Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    private void Fill()
    {
        _home.AddMapped("mapped");
        new ProfileSwitch(_home.Context()).Enable("mapped");
        new StableGateway(_home.System, _home.Data, new FileOperations()).Hold(_home.Ship("0.1.0"), "test");
        string[] ours = ["run/gateway-15721.json", "run/waiting-4711.json", "models/models-mapped.json", "logs/gateway.log", "logs/gateway.1.log", "logs/repair.log", "helper/credential-mapped.sh", "helper/credential-mapped.cmd", "registration.json", ".providers.json.cdtmp-abc123"];
        foreach (var path in ours)
            _home.Write(Path.Combine(_home.Data.Root, path), "{}");
    }
}
