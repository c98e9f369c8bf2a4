using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Threading;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl;

/// <summary>
/// A gateway that runs as a child of this process. The child reads its standard input to the end and then leaves,
/// so it never outlives its parent, however that one dies.
/// </summary>
public sealed class GatewayProcess : IDisposable
{
    private const int KeptErrorLines = 50;
    private static readonly TimeSpan Courtesy = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly Queue<string> _errors = new();
    private int _stopped;

    private GatewayProcess(Process process) => _process = process;

    /// <summary>Each line of the protocol, on a thread of the pool.</summary>
    public event EventHandler<GatewayLine>? LineRead;

    /// <summary>Once, after the last line.</summary>
    public event EventHandler? Exited;

    public int ProcessId { get; private set; }

    public int ExitCode => _process.HasExited ? _process.ExitCode : 0;

    /// <summary>The last lines of the child's standard error: what it said when it crashed.</summary>
    public string ErrorText
    {
        get
        {
            lock (_errors)
                return string.Join(Environment.NewLine, _errors);
        }
    }

    /// <summary>Starts the child. Its listeners are attached first, so that no line is missed.</summary>
    public static GatewayProcess Start(GatewayRung rung, DataHome home, Action<GatewayProcess> attach)
    {
        ArgumentNullException.ThrowIfNull(rung);
        ArgumentNullException.ThrowIfNull(home);
        ArgumentNullException.ThrowIfNull(attach);
        var start = new ProcessStartInfo(rung.FileName, CommandLine.Join(rung.Arguments))
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var variable in rung.Environment)
            start.EnvironmentVariables[variable.Key] = variable.Value;
        start.EnvironmentVariables["CLAUDEDESKTOP_HOME"] = home.Root;
        if (rung.Host == GatewayHost.Native)
            ExecuteRight.Restore(rung.FileName);
        var process = new Process { StartInfo = start };
        var gateway = new GatewayProcess(process);
        attach(gateway);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            throw new ClaudeDesktopException(
                ErrorCode.GatewayStartFailed, $"'{rung.FileName}' could not be started: {e.Message}", "Check that the program may be run by your account.", rung.FileName, e);
        }

        gateway.ProcessId = process.Id;
        gateway.Hand(rung.Keys);
        var errors = new Thread(gateway.ReadErrors) { IsBackground = true, Name = "Gateway errors" };
        errors.Start();
        new Thread(() => gateway.ReadLines(errors)) { IsBackground = true, Name = "Gateway lines" }.Start();
        return gateway;
    }

    /// <summary>Asks the child to end by closing its standard input; ends it by force after five seconds.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
            return;
        try
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit((int)Courtesy.TotalMilliseconds))
                _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or System.IO.IOException)
        {
            // It was gone already.
        }
    }

    public void Dispose()
    {
        Stop();
        _process.Dispose();
    }

    private void Hand(HandedKeys? keys)
    {
        try
        {
            keys?.Write(_process.StandardInput.BaseStream);
        }
        catch (System.IO.IOException)
        {
            // It has died already, and its last words say why.
        }
    }

    private void ReadLines(Thread errors)
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Length > 0)
                LineRead?.Invoke(this, GatewayLine.Parse(line));
        }

        errors.Join();
        _process.WaitForExit();
        Exited?.Invoke(this, EventArgs.Empty);
    }

    private void ReadErrors()
    {
        while (_process.StandardError.ReadLine() is { } line)
        {
            lock (_errors)
            {
                _errors.Enqueue(line);
                if (_errors.Count > KeptErrorLines)
                    _errors.Dequeue();
            }
        }
    }
}
