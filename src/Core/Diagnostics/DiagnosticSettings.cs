using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.App;
using ClaudeDesktop.Desktop.Health;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.GatewayControl.Registration;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Diagnostics;

/// <summary>Writes what is set up here as JSON, member by member: what is not named here is not told.</summary>
internal static class DiagnosticSettings
{
    public static void Write(Utf8JsonWriter writer, HealthFinding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("code", finding.Code.ToString());
        writer.WriteString("severity", finding.Severity.ToString());
        writer.WriteString("message", finding.Message);
        writer.WriteString("recommendedAction", finding.RecommendedAction);
        writer.WriteString("path", finding.Path);
        writer.WriteEndObject();
    }

    // Of a header only the name: some services take their key in one of their own.
    public static void Write(Utf8JsonWriter writer, Provider provider)
    {
        writer.WriteStartObject();
        writer.WriteString("id", provider.Id);
        writer.WriteString("name", provider.Name);
        writer.WriteBoolean("isActive", provider.IsActive);
        writer.WriteString("mode", provider.Mode.ToString());
        writer.WriteString("apiFormat", provider.ApiFormat.ToString());
        writer.WriteString("baseUri", provider.BaseUri?.GetLeftPart(System.UriPartial.Path));
        writer.WriteString("authScheme", provider.AuthScheme.ToString());
        writer.WriteString("keySource", provider.KeySource.ToString());
        writer.WriteString("preset", provider.Preset);
        Names(writer, "headers", provider.Headers.Keys);
        Names(writer, "models", provider.Models);
        Names(writer, "routes", provider.Routes.Select(route => $"{route.Role}: {route.RouteId} -> {route.Model}{(route.Supports1M ? " (1M)" : "")}"));
        Names(writer, "fallback", provider.Fallback);
        Names(writer, "allowModels", provider.AllowModels);
        Names(writer, "denyModels", provider.DenyModels);
        Names(writer, "providerOrder", provider.ProviderOrder);
        writer.WriteBoolean("strictProviderOrder", provider.StrictProviderOrder);
        writer.WriteString("dataPolicy", provider.DataPolicy?.ToString());
        writer.WriteBoolean("bodyAdditions", provider.BodyAdditions is not null);
        writer.WriteBoolean("proxy", provider.Proxy is not null);
        writer.WriteBoolean("certificate", provider.CertificateThumbprint is not null || provider.RootCertificatePath is not null);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, DesktopProfile profile)
    {
        writer.WriteStartObject();
        writer.WriteString("path", profile.Path);
        writer.WriteBoolean("exists", profile.Exists);
        writer.WriteBoolean("isApplied", profile.IsApplied);
        writer.WriteString("appliedId", profile.AppliedId);
        writer.WriteString("deploymentMode", profile.DeploymentMode);
        writer.WriteString("standardDeploymentMode", profile.StandardDeploymentMode);
        writer.WriteString("source", profile.Source.ToString());
        writer.WriteString("sourceReason", profile.SourceReason);
        Names(writer, "policy", profile.Policy.Entries.Select(entry => entry.ToString()));
        Names(writer, "models", profile.Models);
        writer.WriteNumber("libraryEntries", profile.Library.Count);
        writer.WriteBoolean("switchInterrupted", profile.Interrupted is not null);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, DesktopApp app)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", app.Kind.ToString());
        writer.WriteString("version", app.Version?.ToString());
        writer.WriteString("executablePath", app.ExecutablePath);
        writer.WriteBoolean("isRunning", app.IsRunning);
        writer.WriteString("startedAt", app.StartedAt?.ToString("O"));
        writer.WriteString("settingsFolder", app.SettingsFolder);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, RunFile gateway)
    {
        writer.WriteStartObject();
        writer.WriteNumber("port", gateway.Port);
        writer.WriteNumber("processId", gateway.ProcessId);
        writer.WriteString("startedAt", gateway.StartedAt.ToString("O"));
        writer.WriteString("version", gateway.Version);
        writer.WriteString("host", gateway.Host?.ToString());
        writer.WriteBoolean("isRegistered", gateway.IsRegistered);
        writer.WriteString("logFile", gateway.LogFile);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, GatewayRegistration registration)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", registration.Kind.ToString());
        writer.WriteString("scope", registration.Scope.ToString());
        writer.WriteString("path", registration.Path);
        writer.WriteString("command", registration.Command);
        writer.WriteString("host", registration.Host.ToString());
        writer.WriteString("version", registration.Version);
        writer.WriteString("repairInterval", registration.RepairInterval?.ToString());
        writer.WriteString("registeredAt", registration.RegisteredAt.ToString("O"));
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ProfileSnapshot snapshot)
    {
        writer.WriteStartObject();
        writer.WriteString("id", snapshot.Id);
        writer.WriteString("createdAt", snapshot.CreatedAt.ToString("O"));
        writer.WriteString("reason", snapshot.Reason.ToString());
        writer.WriteString("provider", snapshot.ProviderName);
        writer.WriteString("next", snapshot.Next);
        writer.WriteString("deploymentMode", snapshot.DeploymentMode);
        writer.WriteEndObject();
    }

    private static void Names(Utf8JsonWriter writer, string name, System.Collections.Generic.IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
