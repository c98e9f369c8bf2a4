using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.App;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.App;

/// <summary>Real processes: a stand-in that saves its settings when it quits, as Claude Desktop does.</summary>
public sealed class AppRestartTests : IDisposable
{
    private const string Official = "{\"deploymentMode\":\"1p\",\"theirs\":1}";
    private readonly ThrowAwayHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_switch_under_a_running_app_is_undone_by_its_quitting_and_put_right_by_the_restart()
    {
        using var app = Installed();
        var first = app.Start();
        var switched = new ProfileSwitch(_home.Context()).Enable("kimi");
        Assert.True(switched.RestartRequired);
        Assert.Equal("3p", Mode());

        var result = Restart(new PatientWatch()).Run(startStopped: false, switched)!;

        Assert.Equal([_home.Paths.ThirdPartyConfig, _home.Paths.StandardConfig], result.WrittenAgain);
        Assert.Equal((true, false, true), (result.WasRunning, result.WasEnded, result.App.IsRunning));
        Assert.NotEqual(first, result.App.ProcessId);
        Assert.Equal("3p", Mode());
        Assert.Contains("\"theirs\":1", _home.Text(_home.Paths.StandardConfig), StringComparison.Ordinal);
        var seen = app.WaitForStart(2);
        Assert.Contains("http://127.0.0.1:15721/claude-desktop", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("1p", seen, StringComparison.Ordinal);
        Assert.Equal([HealthCode.Healthy], new ProfileHealth(_home.Context(), _ => ListenerKind.Ours).Check().Select(finding => finding.Code));
    }

    [Fact]
    public void A_manual_quit_undoes_a_switch_too_and_a_restart_of_the_stopped_app_puts_it_right()
    {
        using var app = Installed();
        app.Start();
        new ProfileSwitch(_home.Context()).Enable("kimi");
        new LinuxAppCommands().AskToQuit(Assert.Single(app.Processes()));
        Assert.True(System.Threading.SpinWait.SpinUntil(() => app.Processes().Count == 0, TimeSpan.FromSeconds(30)));
        Assert.Equal("1p", Mode());
        Assert.False(new ProfileSwitch(_home.Context()).Enable("kimi") is { RestartRequired: true }, "an app that does not run needs no restart");
        File.WriteAllText(_home.Paths.StandardConfig, Official);

        Assert.Null(Restart(new PatientWatch()).Run(startStopped: false, null));
        var result = Restart(new PatientWatch()).Run(startStopped: true, null)!;

        Assert.False(result.WasRunning);
        Assert.Equal([_home.Paths.StandardConfig], result.WrittenAgain);
        Assert.DoesNotContain("1p", app.WaitForStart(2), StringComparison.Ordinal);
    }

    [Fact]
    public void Going_back_to_official_mode_survives_the_quitting_as_well()
    {
        using var app = Installed();
        _home.Write(_home.Paths.LibraryIndex, "{\"appliedId\":\"theirs\",\"entries\":[{\"id\":\"theirs\",\"name\":\"Theirs\"}]}");
        new ProfileSwitch(_home.Context()).Enable("kimi");
        app.Start();
        var restored = new ProfileSwitch(_home.Context()).Restore(previous: false);

        Restart(new PatientWatch()).Run(startStopped: false, restored);

        Assert.Equal("1p", Mode());
        Assert.Contains("1p", app.WaitForStart(2), StringComparison.Ordinal);
        Assert.Null(ProfileReader.Read(_home.Context()).AppliedId);
    }

    [Fact]
    public void A_foreign_profile_that_was_brought_back_stays_applied()
    {
        using var app = Installed();
        _home.Write(_home.Paths.LibraryIndex, "{\"appliedId\":\"theirs\",\"entries\":[{\"id\":\"theirs\",\"name\":\"Theirs\"}]}");
        new ProfileSwitch(_home.Context()).Enable("kimi");
        app.Start();
        var restored = new ProfileSwitch(_home.Context()).Restore(previous: true);

        Restart(new PatientWatch()).Run(startStopped: false, restored);
        Restart(new PatientWatch()).Run(startStopped: false, null);

        Assert.Equal("theirs", ProfileReader.Read(_home.Context()).AppliedId);
    }

    [Fact]
    public void Only_the_app_and_its_helpers_are_quit()
    {
        using var app = Installed("helpers");
        using var namesake = new StandIn(_home, "elsewhere");
        var survivor = namesake.Start();
        var main = app.Start();
        var before = app.Processes().Select(process => process.Id).ToList();
        Assert.Equal(3, before.Count);
        var shown = Assert.Single(DesktopApp.Find(_home.Context()));
        Assert.Equal(main, shown.ProcessId);
        Assert.Equal(before.Order(), shown.ProcessIds);

        Restart(new PatientWatch()).Run(startStopped: false, null);

        Assert.DoesNotContain(app.Processes(), process => before.Contains(process.Id));
        Assert.Equal(survivor, Assert.Single(namesake.Processes()).Id);
    }

    [Fact]
    public void An_app_that_does_not_quit_is_ended_only_with_consent()
    {
        using var app = Installed("stubborn");
        var main = app.Start();
        var refusing = new PatientWatch(mayEnd: false);
        var error = Assert.Throws<ClaudeDesktopException>(() => Restart(refusing, patience: 1).Run(startStopped: false, null));
        Assert.Equal(ErrorCode.AppQuitFailed, error.Code);
        Assert.Equal([main], refusing.Asked);
        Assert.Equal(main, Assert.Single(app.Processes()).Id);

        var result = Restart(new PatientWatch(mayEnd: true), patience: 1).Run(startStopped: false, null)!;

        Assert.True(result.WasEnded);
        Assert.NotEqual(main, Assert.Single(app.Processes()).Id);
    }

    [Fact]
    public void Whoever_gives_up_waiting_is_told_how_things_stand_and_nothing_more_happens()
    {
        using var app = Installed("stubborn");
        var main = app.Start();

        var error = Assert.Throws<OperationCanceledException>(() => Restart(new PatientWatch { StopWhenWaiting = true }, patience: 600).Run(startStopped: false, null));

        Assert.Contains("still runs", error.Message, StringComparison.Ordinal);
        Assert.Equal(main, Assert.Single(app.Processes()).Id);
    }

    [Fact]
    public void The_app_is_started_again_even_where_its_files_cannot_be_written()
    {
        using var app = Installed();
        app.Start();
        new ProfileSwitch(_home.Context()).Enable("kimi");
        _home.Write(_home.Paths.LibraryIndex, "{ this is no JSON");

        var error = Assert.Throws<ClaudeDesktopException>(() => Restart(new PatientWatch()).Run(startStopped: false, null));

        Assert.Equal(ErrorCode.FileUnreadable, error.Code);
        Assert.Contains("restarted", error.Message, StringComparison.Ordinal);
        app.WaitForStart(2);
        Assert.Single(app.Processes());
    }

    [Fact]
    public void The_started_app_has_nothing_of_the_shell_but_what_a_desktop_gives()
    {
        Environment.SetEnvironmentVariable("TEST_STANDIN_API_KEY", "sk-secret");
        using var app = Installed();

        Restart(new PatientWatch()).Run(startStopped: true, null);

        var parts = app.WaitForStart(1).Split('|');
        Assert.Equal("/dev/null /dev/null /dev/null", parts[1]);
        Assert.Contains("PATH", parts[2].Split(' '));
        Assert.DoesNotContain("TEST_STANDIN_API_KEY", parts[2], StringComparison.Ordinal);
        var stat = File.ReadAllText($"/proc/{parts[0]}/stat").Split(')')[^1].Trim().Split(' ');
        Assert.Equal(parts[0], stat[3]);
    }

    [Fact]
    public void An_app_that_runs_since_before_the_profile_was_written_is_found()
    {
        using var app = Installed();
        app.Start();
        new ProfileSwitch(_home.Context()).Enable("kimi");
        Assert.Equal(HealthCode.Healthy, Health());
        File.SetLastWriteTimeUtc(_home.Paths.Profile, DateTime.UtcNow.AddMinutes(1));

        Assert.Equal(HealthCode.AppNotRestarted, Health());
    }

    [Fact]
    public void Without_a_known_app_nothing_is_restarted_and_a_switch_says_that_it_may_be_needed()
    {
        _home.AddMapped("kimi");
        Assert.True(new ProfileSwitch(_home.Context()).Enable("kimi").RestartRequired);
        Assert.Equal(ErrorCode.AppNotFound, Assert.Throws<ClaudeDesktopException>(() => Restart(new PatientWatch()).Run(true, null)).Code);
        Assert.Equal(AppKind.None, Assert.Single(DesktopApp.Find(_home.Context())).Kind);
        Assert.Equal(HealthCode.Healthy, Health());

        _home.AppPath = Path.Combine(_home.Root, "nowhere");
        Assert.Equal(HealthCode.AppMissing, Health());
    }

    private StandIn Installed(params string[] traits)
    {
        var app = new StandIn(_home, "install", traits);
        _home.AppPath = app.ProgramPath;
        _home.Write(_home.Paths.StandardConfig, Official);
        _home.Write(_home.Paths.ThirdPartyConfig, Official);
        _home.AddMapped("kimi");
        return app;
    }

    private AppRestart Restart(PatientWatch watch, int patience = 30) => new(_home.Context(), watch) { Patience = TimeSpan.FromSeconds(patience) };

    private string? Mode() => JsonDocument.Parse(_home.Text(_home.Paths.StandardConfig)!).RootElement.GetProperty("deploymentMode").GetString();

    private HealthCode Health() => Assert.Single(new ProfileHealth(_home.Context(), _ => ListenerKind.Ours).Check()).Code;
}
