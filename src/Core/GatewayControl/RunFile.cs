using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl;

/// <summary>What a running gateway leaves in the data folder, so that other shells find it.</summary>
public sealed record RunFile
{
    private const string Prefix = "gateway-";
    private const string WaitingPrefix = "waiting-";

    public required int Port { get; init; }

    public required int ProcessId { get; init; }

    /// <summary>When the process started, by the clock of that moment.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Tells the process from a later one with the same id, whatever becomes of the clock; null where the system has nothing like it.</summary>
    public string? StartMark { get; init; }

    /// <summary>A random text that the gateway also answers with on <c>/healthz</c>: whoever shows it is that gateway.</summary>
    public required string Instance { get; init; }

    public required string Version { get; init; }

    /// <summary>What it runs in; null where an older gateway did not say.</summary>
    public GatewayHost? Host { get; init; } = GatewayHosts.Current;

    /// <summary>Whether the operating system started it, and not a shell.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>The file that it writes its log to; null where only its shell is told.</summary>
    public string? LogFile { get; init; }

    /// <summary>Whether it is one that the operating system started, and that waits until another one of this user has ended.</summary>
    public bool IsWaiting => Port == 0;

    public static string PathFor(DataHome home, int port)
    {
        ArgumentNullException.ThrowIfNull(home);
        return Path.Combine(home.RunFolder, string.Format(CultureInfo.InvariantCulture, "{0}{1}.json", Prefix, port));
    }

    public void Write(DataHome home, IFileOperations files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var path = PathIn(home);
        files.Replace(path, Format(), FilePrivacy.Private, files.Read(path));
    }

    /// <summary>Takes the file away, if it is still this gateway's.</summary>
    public void Delete(DataHome home, IFileOperations files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var path = PathIn(home);
        if (files.Read(path) is { } bytes && Parse(bytes) is { } found && found.Instance == Instance)
            files.Delete(path, bytes);
    }

    /// <summary>The gateways of this user that are alive, by their ports.</summary>
    public static IReadOnlyList<RunFile> All(DataHome home, IFileOperations files) => Alive(home, files, Prefix);

    /// <summary>Those that wait until the one that is alive has ended, and then take its place.</summary>
    public static IReadOnlyList<RunFile> Waiting(DataHome home, IFileOperations files) => Alive(home, files, WaitingPrefix);

    private static IReadOnlyList<RunFile> Alive(DataHome home, IFileOperations files, string prefix)
    {
        ArgumentNullException.ThrowIfNull(home);
        ArgumentNullException.ThrowIfNull(files);
        if (!Directory.Exists(home.RunFolder))
            return [];
        return
        [
            .. Directory.GetFiles(home.RunFolder, prefix + "*.json")
                .Select(path => files.Read(path) is { } bytes ? Parse(bytes) : null)
                .OfType<RunFile>()
                .Where(file => file.IsAlive())
                .OrderBy(file => file.Port),
        ];
    }

    /// <summary>The gateway that was announced on a port, be its process found or not; null where none was.</summary>
    internal static RunFile? Find(int port, DataHome home, IFileOperations files) =>
        files.Read(PathFor(home, port)) is { } bytes && Parse(bytes) is { } found && found.Port == port ? found : null;

    public bool IsAlive() => ProcessStart.IsSame(ProcessId, StartMark, StartedAt);

    private string PathIn(DataHome home) =>
        IsWaiting ? Path.Combine(home.RunFolder, string.Format(CultureInfo.InvariantCulture, "{0}{1}.json", WaitingPrefix, ProcessId)) : PathFor(home, Port);

    private byte[] Format() => JsonRaw.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("port", Port);
        writer.WriteNumber("pid", ProcessId);
        writer.WriteString("startedAt", StartedAt.ToString("O", CultureInfo.InvariantCulture));
        if (StartMark is not null)
            writer.WriteString("startMark", StartMark);
        writer.WriteString("instance", Instance);
        writer.WriteString("version", Version);
        if (IsRegistered)
            writer.WriteBoolean("registered", true);
        if (LogFile is not null)
            writer.WriteString("log", LogFile);
        if (Host is { } host)
            writer.WriteString("host", host.ToString());
        writer.WriteEndObject();
    });

    // A file that is not whole says nothing about a gateway; it is no reason to fail.
    private static RunFile? Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            return new RunFile
            {
                Port = root.GetProperty("port").GetInt32(),
                ProcessId = root.GetProperty("pid").GetInt32(),
                StartedAt = root.GetProperty("startedAt").GetDateTimeOffset(),
                StartMark = root.TryGetProperty("startMark", out var mark) ? mark.GetString() : null,
                Instance = root.GetProperty("instance").GetString()!,
                Version = root.GetProperty("version").GetString()!,
                IsRegistered = root.TryGetProperty("registered", out var registered) && registered.ValueKind == JsonValueKind.True,
                LogFile = root.TryGetProperty("log", out var log) ? log.GetString() : null,
                Host = root.TryGetProperty("host", out var host) && Enum.TryParse<GatewayHost>(host.GetString(), out var known) ? known : null,
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
