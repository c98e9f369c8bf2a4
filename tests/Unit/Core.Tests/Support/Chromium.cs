using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace ClaudeDesktop.Tests.Support;

/// <summary>A real browser without a screen, with a profile of its own, that is told over loopback what to show.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _profile;
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonNode> _events = [];
    private int _calls;

    private Chromium(string profile, Process process)
    {
        _profile = profile;
        _process = process;
    }

    /// <summary>The browser's program; null where none is installed.</summary>
    public static string? Program { get; } = Find();

    /// <summary>What the browser has told of itself.</summary>
    public IEnumerable<JsonNode> Events(string method) => _events.Where(told => (string?)told["method"] == method).Select(told => told["params"]!);

    public static async Task<Chromium> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("cd-chromium-").FullName;
        string[] arguments =
        [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", "--remote-debugging-address=127.0.0.1", "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank",
        ];
        var start = new ProcessStartInfo(Program!, arguments) { RedirectStandardError = true };
        var process = Process.Start(start)!;
        var browser = new Chromium(profile, process);
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            const string Mark = "DevTools listening on ";
            string? line;
            do
                line = await process.StandardError.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("The browser did not start.");
            while (!line.StartsWith(Mark, StringComparison.Ordinal));
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            var address = new Uri(line[Mark.Length..]);
            using var http = new System.Net.Http.HttpClient();
            var targets = JsonNode.Parse(await http.GetStringAsync(new Uri($"http://127.0.0.1:{address.Port}/json/list"), patience.Token))!.AsArray();
            var page = targets.First(target => (string?)target!["type"] == "page")!;
            await browser._socket.ConnectAsync(new Uri((string)page["webSocketDebuggerUrl"]!), patience.Token);
            foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
                await browser.CallAsync(domain + ".enable");
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a page, and returns when all of it is there.</summary>
    public async Task OpenAsync(Uri page)
    {
        _events.Clear();
        await CallAsync("Page.navigate", new JsonObject { ["url"] = page.AbsoluteUri });
        while (!Events("Page.loadEventFired").Any())
            await ReadAsync();
    }

    public Task SizeAsync(int width, int height) => CallAsync(
        "Emulation.setDeviceMetricsOverride",
        new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 500 });

    /// <param name="media">Screen or print.</param>
    /// <param name="scheme">Light or dark.</param>
    public Task MediaAsync(string media, string scheme) => CallAsync(
        "Emulation.setEmulatedMedia",
        new JsonObject { ["media"] = media, ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }) });

    /// <summary>What an expression of the page's own language comes to.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await CallAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true });
        return answer["exceptionDetails"] is { } failed ? throw new InvalidOperationException(failed.ToJsonString()) : answer["result"]!["value"];
    }

    public async Task ScreenshotAsync(string file)
    {
        var answer = await CallAsync("Page.captureScreenshot", new JsonObject { ["captureBeyondViewport"] = true });
        await File.WriteAllBytesAsync(file, Convert.FromBase64String((string)answer["data"]!));
    }

    public async Task PrintAsync(string file)
    {
        var answer = await CallAsync("Page.printToPDF", new JsonObject { ["paperWidth"] = 8.27, ["paperHeight"] = 11.69, ["preferCSSPageSize"] = true, ["printBackground"] = true });
        await File.WriteAllBytesAsync(file, Convert.FromBase64String((string)answer["data"]!));
    }

    public async Task<JsonNode> CallAsync(string method, JsonObject? parameters = null)
    {
        var id = ++_calls;
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        using var patience = new CancellationTokenSource(Patience);
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(call), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        while (true)
        {
            var told = await ReadAsync();
            if ((int?)told["id"] == id)
                return told["result"] ?? throw new InvalidOperationException($"{method}: {told.ToJsonString()}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task<JsonNode> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        var told = JsonNode.Parse(message.ToArray())!;
        if (told["method"] is not null)
            _events.Add(told);
        return told;
    }

    private static string? Find()
    {
        string[] names = OperatingSystem.IsWindows() ? ["msedge.exe", "chrome.exe"] : ["chromium", "chromium-browser", "google-chrome", "microsoft-edge"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).ToList();
        foreach (var programs in new[] { "ProgramFiles", "ProgramFiles(x86)" }.Select(Environment.GetEnvironmentVariable).OfType<string>())
            folders.AddRange([Path.Combine(programs, "Microsoft", "Edge", "Application"), Path.Combine(programs, "Google", "Chrome", "Application")]);
        string[] fixedPlaces = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];
        return folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).Concat(fixedPlaces).FirstOrDefault(File.Exists);
    }
}
