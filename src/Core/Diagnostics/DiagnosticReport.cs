using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.App;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.GatewayControl.Registration;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Diagnostics;

/// <summary>
/// Gathers what a help desk asks for: versions, findings, settings, the last lines of the logs. A part that cannot be read says why, and the
/// others are there. No key, token, header value or home folder's name is in it, and nothing of any conversation.
/// </summary>
public sealed class DiagnosticReport(ModuleContext context, Func<int, ListenerKind> whoListens, IReadOnlyDictionary<string, string> versions)
{
    private const int LogLines = 500;
    private const string Introduction =
        """
        What ClaudeDesktop for PowerShell says of itself on one machine, for whoever helps with it.
        Keys, tokens and values of headers are left out, and the home folder is written as ~. Names of providers, addresses of vendors and
        names of models are in it: read it before you send it.
        """;

    private static readonly string[] Variables =
    [
        "CLAUDEDESKTOP_HOME", "CLAUDEDESKTOP_APP_HOME", "CLAUDEDESKTOP_APP_PATH", "CLAUDEDESKTOP_SECRET_STORE", "CLAUDEDESKTOP_GATEWAY_HOST",
        "CLAUDE_USER_DATA_DIR", "CLAUDE_CONFIG_DIR",
    ];

    // What these say may hold a password.
    private static readonly string[] SetOrNot = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "all_proxy", "no_proxy"];

    /// <summary>The parts, in the order in which they are read.</summary>
    public IReadOnlyList<DiagnosticPart> Parts()
    {
        var redaction = DiagnosticRedaction.Of(context);
        return [.. Raw().Select(part => part with { Text = redaction.Of(part.Text) })];
    }

    private IEnumerable<DiagnosticPart> Raw()
    {
        yield return new DiagnosticPart("readme.txt", Introduction + "\n");
        yield return Part("versions.json", writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("writtenAt", context.Clock().ToString("O"));
            foreach (var version in versions)
                writer.WriteString(version.Key, version.Value);
            foreach (var name in Variables.Where(name => !string.IsNullOrEmpty(context.System.Variable(name))))
                writer.WriteString(name, context.System.Variable(name));
            foreach (var name in SetOrNot.Where(name => !string.IsNullOrEmpty(context.System.Variable(name))))
                writer.WriteString(name, "set");
            writer.WriteEndObject();
        });
        yield return List("health.json", () => new ProfileHealth(context, whoListens).Check(), DiagnosticSettings.Write);
        yield return List("app.json", () => DesktopApp.Find(context), DiagnosticSettings.Write);
        yield return List("profile.json", () => new[] { ProfileReader.Read(context) }, DiagnosticSettings.Write);
        yield return List("providers.json", () => context.Store.Read().Providers, DiagnosticSettings.Write);
        yield return List("gateways.json", () => RunFile.All(context.Home, context.Files), DiagnosticSettings.Write);
        yield return List("registrations.json", Registrations, DiagnosticSettings.Write);
        yield return List("history.json", History, DiagnosticSettings.Write);
        foreach (var path in Logs())
            yield return new DiagnosticPart("logs/" + Path.GetFileName(path), string.Join("\n", LogTail.Of(path, LogLines)) + "\n");
    }

    private List<GatewayRegistration> Registrations()
    {
        var registrar = new GatewayRegistrar(context);
        return [.. new[] { registrar.Find(RegistrationScope.User), registrar.Find(RegistrationScope.AllUsers) }.OfType<GatewayRegistration>()];
    }

    private List<ProfileSnapshot> History()
    {
        var history = new SnapshotHistory(context.Home, context.Files);
        return [.. history.Ids.Select(history.Read)];
    }

    private string[] Logs()
    {
        try
        {
            return [.. Directory.GetFiles(context.Home.LogFolder).OrderBy(path => path, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static DiagnosticPart List<T>(string name, Func<IEnumerable<T>> read, Action<Utf8JsonWriter, T> write) => Part(name, writer =>
    {
        writer.WriteStartArray();
        foreach (var item in read())
            write(writer, item);
        writer.WriteEndArray();
    });

    private static DiagnosticPart Part(string name, Action<Utf8JsonWriter> write)
    {
        try
        {
            return new DiagnosticPart(name, Encoding.UTF8.GetString(JsonRaw.Indented(JsonRaw.Write(write))) + "\n");
        }
        catch (Exception e) when (e is ClaudeDesktopException or IOException or UnauthorizedAccessException)
        {
            return new DiagnosticPart(name, Encoding.UTF8.GetString(JsonRaw.Indented(JsonRaw.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("notRead", e.Message);
                writer.WriteEndObject();
            }))) + "\n");
        }
    }
}
