using System;
using ClaudeDesktop.Desktop.Policy;
using ClaudeDesktop.Storage;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.Desktop.Policy;

public sealed class SettingsFilePolicyTests : IDisposable
{
    private const string Folder = "/etc/claude-desktop";
    private const string Settings = Folder + "/managed-settings.json";
    private readonly PretendMachine _machine = new(SystemKind.Linux, "/home/ada");

    public SettingsFilePolicyTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no Unix permissions.");
        Write("{ \"inferenceProvider\": \"gateway\", \"inferenceCustomHeaders\": \"{\\\"A\\\":\\\"b\\\"}\" }");
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Roots_file_decides()
    {
        var policy = Read();

        Assert.Equal((PolicyScope.Machine, true, null, Settings), (policy.Scope, policy.TakesConnectionOver, policy.Rejected, policy.Decisive!.Path));
        Assert.Equal("b", policy.Entries[1].Value!.Value.GetProperty("A").GetString());
    }

    [Theory]
    [InlineData("0664", "0755", "others than root may write to it")]
    [InlineData("0646", "0755", "others than root may write to it")]
    [InlineData("0644", "0775", "others than root may write to /etc/claude-desktop")]
    [InlineData("0644", "0757", "others than root may write to /etc/claude-desktop")]
    public void A_file_that_others_may_write_is_refused_and_the_users_settings_with_it(string file, string folder, string why)
    {
        _machine.Mode(Settings, file);
        _machine.Mode(Folder, folder);

        Assert.EndsWith($"because {why}.", Read().Rejected, StringComparison.Ordinal);
        Assert.True(Read().TakesConnectionOver);
    }

    [Theory]
    [InlineData(Settings)]
    [InlineData(Folder)]
    public void A_file_that_is_not_roots_is_refused(string path)
    {
        _machine.Owners[path] = 1000;

        Assert.Contains("not owned by root", Read().Rejected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_refused()
    {
        Write("{}", Folder + "/real.json");
        System.IO.File.Delete(_machine.OnDisk(Settings));
        _machine.Link(Settings, Folder + "/real.json");

        Assert.Contains("not a regular file", Read().Rejected, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public void A_file_without_settings_is_refused(string content)
    {
        Write(content);

        Assert.NotNull(Read().Rejected);
    }

    [Fact]
    public void A_file_that_not_everybody_may_read_counts_for_nothing()
    {
        _machine.Mode(Settings, "0600");

        Assert.Equal((false, PolicyScope.None), (Read().TakesConnectionOver, Read().Scope));
        Assert.Contains("0644", Assert.Single(Read().Remarks), StringComparison.Ordinal);
    }

    private void Write(string content, string path = Settings)
    {
        _machine.Write(path, content);
        _machine.Mode(path, "0644");
        _machine.Mode(Folder, "0755");
    }

    private ManagedPolicy Read() => PolicyReader.Read(_machine, _machine.Files);
}
