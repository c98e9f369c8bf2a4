using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using ClaudeDesktop.Gateway.Hosting;
using ClaudeDesktop.Gateway.Messages;
using Xunit;

namespace ClaudeDesktop.Gateway.Tests.Support;

/// <summary>The gateway as it ships, as a process; what it tells of itself goes to a test's log.</summary>
internal sealed class PublishedGateway : IRunningGateway
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly Task<string> _errors;
    private Task _telling = Task.CompletedTask;
    private bool _isOver;

    private PublishedGateway(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Port { get; private set; }

    public string Instance { get; private set; } = "";

    public Uri BaseUri => new($"http://127.0.0.1:{Port}/claude-desktop");

    public static async Task<IRunningGateway> StartAsync(string home, TestLog log)
    {
        var start = PublishedForm.Start("serve", "--port", "0", "--watch-stdin", "--home", home);
        start.Environment["CLAUDEDESKTOP_SECRET_STORE"] = "File";
        var gateway = new PublishedGateway(Process.Start(start)!);
        var first = await gateway._process.StandardOutput.ReadLineAsync().WaitAsync(Patience)
            ?? throw new EndOfStreamException(await gateway._errors);
        var ready = JsonElement.Parse(first);
        Assert.True(ready.GetProperty("type").GetString() == "ready", first);
        gateway.Port = ready.GetProperty("port").GetInt32();
        gateway.Instance = ready.GetProperty("instance").GetString()!;
        gateway._telling = gateway.TellAsync(log);
        return gateway;
    }

    /// <summary>Ends it as its job does, and holds it to a quiet end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isOver)
            return;
        _isOver = true;
        using (_process)
        {
            _process.StandardInput.Close();
            try
            {
                await _process.WaitForExitAsync().WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                _process.Kill();
                throw;
            }

            await _telling.WaitAsync(Patience);
            Assert.Equal("", await _errors.WaitAsync(Patience));
            Assert.Equal(ServeCommand.Succeeded, _process.ExitCode);
        }
    }

    private async Task TellAsync(TestLog log)
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var told = JsonElement.Parse(line);
            switch (told.GetProperty("type").GetString())
            {
                case "log":
                    log.Log(Enum.Parse<LogLevel>(told.GetProperty("level").GetString()!), told.GetProperty("message").GetString()!);
                    break;
                case "request":
                    log.Request(RecordOf(told));
                    break;
            }
        }
    }

    private static RequestRecord RecordOf(JsonElement told) => new()
    {
        Time = told.GetProperty("time").GetDateTimeOffset(),
        Method = told.GetProperty("method").GetString()!,
        Path = told.GetProperty("path").GetString()!,
        Status = told.GetProperty("status").GetInt32(),
        RequestedModel = told.GetProperty("requestedModel").GetString(),
        Model = told.GetProperty("model").GetString(),
        Provider = told.GetProperty("provider").GetString(),
        Stream = told.GetProperty("stream").GetBoolean(),
        Usage = new MessageUsage(
            told.GetProperty("inputTokens").GetInt64(),
            told.GetProperty("outputTokens").GetInt64(),
            told.GetProperty("cacheReadTokens").GetInt64(),
            told.GetProperty("cacheCreationTokens").GetInt64(),
            IsEstimate: told.GetProperty("usageIsEstimate").GetBoolean()),
        Duration = TimeSpan.FromMilliseconds(told.GetProperty("durationMs").GetDouble()),
        FirstByte = told.GetProperty("firstByteMs") is { ValueKind: JsonValueKind.Number } first ? TimeSpan.FromMilliseconds(first.GetDouble()) : null,
        Error = told.GetProperty("error").GetString(),
    };
}
