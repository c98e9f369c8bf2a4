using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;

// Stands in for Claude Desktop in tests. Beside its program lie: "home", a file that names the folder of Claude and Claude-3p; "stubborn",
// if it is not to quit when it is asked; "helpers", if it is to have helper processes. It says in "seen" what it read at each start, and in "asked" that it was asked to quit.
if (args.Length > 0)
{
    // A helper ends when its standard input does, and that ends with the app.
    Console.In.ReadToEnd();
    return;
}

var folder = Path.GetDirectoryName(Environment.ProcessPath!)!;
var home = File.ReadAllText(Path.Combine(folder, "home")).Trim();
string[] settings = [Path.Combine(home, "Claude", "claude_desktop_config.json"), Path.Combine(home, "Claude-3p", "claude_desktop_config.json")];
var library = Path.Combine(home, "Claude-3p", "configLibrary");
var atStart = settings.Select(Read).ToArray();
var profiles = Directory.Exists(library) ? Directory.GetFiles(library).Order(StringComparer.Ordinal).Select(Read).ToArray() : [];
var helpers = File.Exists(Path.Combine(folder, "helpers")) ? new[] { StartHelper("--type=renderer"), StartHelper("run-as-node.js") } : [];
using var quit = new ManualResetEventSlim();
var isStubborn = File.Exists(Path.Combine(folder, "stubborn"));
using var asked = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    File.WriteAllText(Path.Combine(folder, "asked"), "");
    if (!isStubborn)
        quit.Set();
});
var variables = string.Join(' ', Environment.GetEnvironmentVariables().Keys.Cast<string>().Order(StringComparer.Ordinal));
var streams = string.Join(' ', Enumerable.Range(0, 3).Select(number => File.ResolveLinkTarget($"/proc/self/fd/{number}", false)?.FullName));
File.AppendAllText(Path.Combine(folder, "seen"), $"{Environment.ProcessId}|{streams}|{variables}|{string.Join('|', atStart.Concat(profiles)).ReplaceLineEndings(" ")}\n");
Console.WriteLine("ready");

// So that a test that was killed leaves nothing behind for long.
quit.Wait(TimeSpan.FromMinutes(5));

// As the app does: what it read at its start goes back over whatever was written since.
foreach (var (path, text) in settings.Zip(atStart))
{
    if (text.Length > 0)
        File.WriteAllText(path, text);
    else
        File.Delete(path);
}

foreach (var helper in helpers)
{
    helper.StandardInput.Close();
    helper.WaitForExit();
}

static string Read(string path) => File.Exists(path) ? File.ReadAllText(path) : "";

static Process StartHelper(string argument) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [argument]) { RedirectStandardInput = true })!;
