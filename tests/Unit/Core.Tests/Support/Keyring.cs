using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace ClaudeDesktop.Tests.Support;

/// <summary>A real GNOME Keyring on a D-Bus session of its own, with a home of its own: nobody's secrets are near it.</summary>
internal sealed class Keyring : IDisposable
{
    private const int MostTries = 500;

    private const string BusSettings = """
        <busconfig>
          <type>session</type>
          <listen>unix:tmpdir=/tmp</listen>
          <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
        </busconfig>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("cd-keyring-").FullName;
    private readonly Process _bus;
    private readonly Process? _service;

    /// <param name="withService">Whether a Secret Service runs on the bus.</param>
    public Keyring(bool withService = true)
    {
        var settings = Path.Combine(_folder, "bus.conf");
        File.WriteAllText(settings, BusSettings);
        _bus = Process.Start(new ProcessStartInfo("dbus-daemon", ["--config-file=" + settings, "--nofork", "--print-address=1"]) { RedirectStandardOutput = true })!;
        Address = _bus.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The bus did not start.");

        if (!withService)
            return;

        // A child of this process, and not a daemon, so that it can be waited for at the end.
        var start = new ProcessStartInfo("gnome-keyring-daemon", ["--foreground", "--unlock", "--components=secrets"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Prepare(start);
        _service = Process.Start(start)!;
        _service.StandardInput.Write("test\n");
        _service.StandardInput.Close();
        for (var tries = 0; !Answers(); tries++)
        {
            if (tries > MostTries || _service.HasExited)
                throw new InvalidOperationException("The keyring did not start.");
        }
    }

    /// <summary>Why no test can have one here; null where it can.</summary>
    public static string? Missing { get; } = FindMissing();

    public string Address { get; }

    public Dictionary<string, string?> Environment => new()
    {
        ["DBUS_SESSION_BUS_ADDRESS"] = Address,
        ["HOME"] = _folder,
        ["XDG_RUNTIME_DIR"] = _folder,
        ["XDG_DATA_HOME"] = Path.Combine(_folder, "share"),
        ["DISPLAY"] = null,
        ["WAYLAND_DISPLAY"] = null,
    };

    public void Lock() => Run(
        "dbus-send",
        "--print-reply",
        "--dest=org.freedesktop.secrets",
        "/org/freedesktop/secrets",
        "org.freedesktop.Secret.Service.Lock",
        "array:objpath:/org/freedesktop/secrets/collection/login");

    /// <summary>The service keeps its connection, but answers nobody any more.</summary>
    public void Freeze() => Run("kill", "-STOP", _service!.Id.ToString(CultureInfo.InvariantCulture));

    /// <summary>Everything in the keyring, as another program sees it.</summary>
    public string Search(string name) => Run("secret-tool", "search", "--all", "name", name);

    public string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Prepare(start);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        return process.WaitForExit(30_000) && process.ExitCode == 0 ? output + errors.Result : throw new InvalidOperationException($"{program} failed: {output}{errors.Result}");
    }

    public void Dispose()
    {
        _service?.Kill();
        _service?.WaitForExit();
        _service?.Dispose();
        _bus.Kill();
        _bus.WaitForExit();
        _bus.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Prepare(ProcessStartInfo start)
    {
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
    }

    private bool Answers() =>
        Run("dbus-send", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets").Contains("true", StringComparison.Ordinal)
        && Run("dbus-send", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.Secret.Service.ReadAlias", "string:default")
            .Contains("login", StringComparison.Ordinal);

    private static string? FindMissing()
    {
        if (!OperatingSystem.IsLinux())
            return "The Secret Service is Linux's.";
        var folders = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        string[] programs = ["dbus-daemon", "dbus-send", "gnome-keyring-daemon", "secret-tool"];
        var missing = programs.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        return missing.Count == 0 ? null : $"{string.Join(", ", missing)} must be installed for this.";
    }
}
