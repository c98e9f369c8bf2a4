using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>What the module remembers of a registration, beside the gateway's copies.</summary>
internal sealed class RegistrationNote(DataHome home, IFileOperations files)
{
    private string Path => home.RegistrationFile;

    public GatewayRegistration? Read() => files.Read(Path) is { } bytes ? Parse(bytes) : null;

    public void Write(GatewayRegistration registration) =>
        files.Replace(Path, JsonRaw.Write(json => Format(json, registration)), FilePrivacy.AsBefore, files.Read(Path));

    public void Delete()
    {
        if (files.Read(Path) is { } bytes)
            files.Delete(Path, bytes);
    }

    private static void Format(Utf8JsonWriter json, GatewayRegistration registration)
    {
        json.WriteStartObject();
        json.WriteString("kind", registration.Kind.ToString());
        json.WriteString("scope", registration.Scope.ToString());
        json.WriteString("name", registration.Name);
        json.WriteString("path", registration.Path);
        json.WriteString("command", registration.Command);
        json.WriteString("host", registration.Host.ToString());
        if (registration.RequestedHost is { } requested)
            json.WriteString("requestedHost", requested.ToString());
        json.WriteString("logLevel", registration.LogLevel.ToString());
        json.WriteString("version", registration.Version);
        if (registration.RepairInterval is { } interval)
            json.WriteNumber("repairMinutes", (long)interval.TotalMinutes);
        json.WriteString("log", registration.LogFile);
        json.WriteString("registeredAt", registration.RegisteredAt.ToString("O", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    // What cannot be read is as good as none: registering again writes it anew, and unregistering needs no note.
    private static GatewayRegistration? Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            return new GatewayRegistration
            {
                Kind = Value<RegistrationKind>(root, "kind"),
                Scope = Value<RegistrationScope>(root, "scope"),
                Name = root.GetProperty("name").GetString()!,
                Path = root.GetProperty("path").GetString(),
                Command = root.GetProperty("command").GetString()!,
                Host = Value<GatewayHost>(root, "host"),
                RequestedHost = root.TryGetProperty("requestedHost", out _) ? Value<GatewayHost>(root, "requestedHost") : null,
                LogLevel = root.TryGetProperty("logLevel", out _) ? Value<GatewayLogLevel>(root, "logLevel") : GatewayLogLevel.Information,
                Version = root.GetProperty("version").GetString()!,
                RepairInterval = root.TryGetProperty("repairMinutes", out var minutes) ? TimeSpan.FromMinutes(minutes.GetInt64()) : null,
                LogFile = root.GetProperty("log").GetString(),
                RegisteredAt = root.GetProperty("registeredAt").GetDateTimeOffset(),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static T Value<T>(JsonElement root, string name)
        where T : struct =>
        Enum.TryParse<T>(root.GetProperty(name).GetString(), out var value) ? value : throw new FormatException(name);
}
