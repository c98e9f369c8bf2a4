using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Gateway.Tests.Support;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Credentials;

/// <summary>The helper that a switch writes, run as Claude Desktop runs it: by its whole path, with next to nothing in its environment.</summary>
public sealed class CredentialHelperTests : IDisposable
{
    private const string Key = "sk-of-the-helper-0123456789";
    private readonly string _root = Directory.CreateTempSubdirectory("cd helper's ").FullName;
    private readonly string _module;

    public CredentialHelperTests()
    {
        _module = Path.Combine(_root, "module", "0.1.0", "gateway");
        Directory.CreateDirectory(_module);
        PublishedForm.Install(_module);
        File.WriteAllText(Path.Combine(_root, "claude-desktop"), "");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task It_prints_the_key_and_nothing_else_also_when_the_module_is_gone()
    {
        Enable("kimi");
        Directory.Delete(Path.Combine(_root, "module"), recursive: true);

        Assert.Equal((0, Key, ""), await RunAsync(HelperOf("kimi")));
    }

    [Fact]
    public async Task It_prints_the_new_key_once_there_is_one()
    {
        Enable("kimi");
        new ProviderChanges(Context()).Change("kimi", provider => provider, "sk-another-9876543210", out _);

        Assert.Equal((0, "sk-another-9876543210", ""), await RunAsync(HelperOf("kimi")));
    }

    [Fact]
    public async Task Without_a_key_it_fails_with_the_reason_and_prints_nothing()
    {
        Enable("kimi");
        Context().Secrets.Remove("provider:kimi");

        var (code, output, errors) = await RunAsync(HelperOf("kimi"));

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("Set-CDProvider kimi -ApiKey", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_a_provider_that_does_not_exist_it_fails_with_the_reason_and_prints_nothing()
    {
        Enable("kimi");
        var wrong = HelperOf("wrong");
        await File.WriteAllTextAsync(wrong, (await File.ReadAllTextAsync(HelperOf("kimi"), TestContext.Current.CancellationToken)).Replace("'kimi'", "'wrong'", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        MakeProgram(wrong);

        var (code, output, errors) = await RunAsync(wrong);

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("'wrong'", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_the_reason_and_no_trace_of_a_program()
    {
        Enable("kimi");
        await File.WriteAllTextAsync(Home().StoreFile, "{", TestContext.Current.CancellationToken);

        var (code, output, errors) = await RunAsync(HelperOf("kimi"));

        Assert.Equal((1, ""), (code, output));
        Assert.Contains("providers.json", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_version_writes_a_helper_that_runs_its_own_copy()
    {
        Enable("kimi");
        var upgraded = Path.Combine(_root, "module", "0.2.0", "gateway");
        Directory.CreateDirectory(Path.GetDirectoryName(upgraded)!);
        Directory.Move(_module, upgraded);
        Assert.Equal((0, Key, ""), await RunAsync(HelperOf("kimi")));

        new ProfileSwitch(Context(new GatewaySource(upgraded, "0.2.0"))).Enable("kimi");
        Directory.Delete(Path.Combine(_root, "module"), recursive: true);

        Assert.Equal(["0.2.0"], Directory.GetDirectories(Home().ProgramFolder).Select(Path.GetFileName));
        Assert.Equal((0, Key, ""), await RunAsync(HelperOf("kimi")));
    }

    [Theory]
    [InlineData("credential")]
    [InlineData("credential", "--provider")]
    [InlineData("credential", "--provider", "kimi", "--key")]
    public async Task Arguments_that_are_not_understood_print_nothing_on_standard_output(params string[] words)
    {
        var gateway = PublishedForm.Start();
        var (code, output, errors) = await RunAsync(gateway.FileName, [.. gateway.ArgumentList, .. words]);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains("credential --provider", errors, StringComparison.Ordinal);
    }

    private static void MakeProgram(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void Enable(string id)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The helper of Windows is run on Windows, by hand so far.");
        new ProviderChanges(Context()).Add(new Provider { Id = id, Name = id, Mode = ProviderMode.Direct, BaseUri = new Uri("https://api.example.com/") }, Key);
        Assert.Null(new ProfileSwitch(Context()).Enable(id).PlainTextKeyReason);
    }

    private DataHome Home() => new(new Machine(_root), Path.Combine(_root, "data"));

    private string HelperOf(string id) => Home().HelperFile(id);

    private ModuleContext Context(GatewaySource? source = null) =>
        new(new Machine(_root), Home(), new FileOperations(), () => DateTimeOffset.Now) { Gateway = source ?? new GatewaySource(_module, "0.1.0") };

    private async Task<(int Code, string Output, string Errors)> RunAsync(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.GetTempPath(), RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (Path.IsPathFullyQualified(program))
            start.Environment.Clear();
        start.Environment["HOME"] = _root;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await errors);
    }

    private sealed class Machine(string root) : HostSystem
    {
        public override string HomeDirectory => root;

        public override bool IsManaged => false;

        protected override string? ReadVariable(string name) => name switch
        {
            "CLAUDEDESKTOP_APP_HOME" => Path.Combine(root, "app"),
            "CLAUDEDESKTOP_APP_PATH" => Path.Combine(root, "claude-desktop"),
            "CLAUDEDESKTOP_APP_VERSION" => "2.0.0",
            "CLAUDEDESKTOP_SECRET_STORE" => "File",
            "PATH" or "DOTNET_ROOT" => base.ReadVariable(name),
            _ => null,
        };
    }
}
