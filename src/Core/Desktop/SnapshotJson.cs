using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>A snapshot as a file.</summary>
internal static class SnapshotJson
{
    public static byte[] Format(ProfileSnapshot snapshot) => JsonRaw.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("createdAt", snapshot.CreatedAt.ToString("O", CultureInfo.InvariantCulture));
        writer.WriteString("reason", snapshot.Reason.ToString());
        writer.WriteString("next", snapshot.Next);
        Optional(writer, "providerId", snapshot.ProviderId);
        Optional(writer, "providerName", snapshot.ProviderName);
        Optional(writer, "appliedId", snapshot.AppliedId);
        Optional(writer, "appliedName", snapshot.AppliedName);
        Optional(writer, "previousAppliedId", snapshot.PreviousAppliedId);
        Optional(writer, "thirdPartyMode", snapshot.DeploymentMode);
        Optional(writer, "standardMode", snapshot.StandardDeploymentMode);
        writer.WriteNumber("gatewayPort", snapshot.GatewayPort);
        writer.WriteBoolean("hadCredential", snapshot.HadCredential);
        writer.WriteStartArray("withheldHeaders");
        foreach (var name in snapshot.WithheldHeaders)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WritePropertyName("keys");
        writer.WriteRawValue(snapshot.Keys.ToBytes());
        writer.WriteEndObject();
    });

    public static ProfileSnapshot Parse(string id, byte[] bytes, string path)
    {
        var text = JsonText.Parse(bytes, path);
        using var document = text.ToDocument();
        var root = document.RootElement;
        if (!Enum.TryParse<SwitchReason>(text.FindString("reason"), out var reason)
            || !DateTimeOffset.TryParse(text.FindString("createdAt"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var created)
            || text.Find("keys") is not { } keys)
            throw FileErrors.Unreadable(path, "is not a whole snapshot.", "Choose another one: Get-CDProfile -History.");
        return new ProfileSnapshot
        {
            Id = id,
            CreatedAt = created,
            Reason = reason,
            Next = text.FindString("next") ?? "",
            ProviderId = text.FindString("providerId"),
            ProviderName = text.FindString("providerName"),
            AppliedId = text.FindString("appliedId"),
            AppliedName = text.FindString("appliedName"),
            PreviousAppliedId = text.FindString("previousAppliedId"),
            DeploymentMode = text.FindString("thirdPartyMode"),
            StandardDeploymentMode = text.FindString("standardMode"),
            GatewayPort = root.TryGetProperty("gatewayPort", out var port) && port.ValueKind == JsonValueKind.Number && port.TryGetInt32(out var number) ? number : StoreSnapshot.DefaultPort,
            HadCredential = root.TryGetProperty("hadCredential", out var had) && had.ValueKind == JsonValueKind.True,
            WithheldHeaders = root.TryGetProperty("withheldHeaders", out var names) && names.ValueKind == JsonValueKind.Array
                ? [.. names.EnumerateArray().Select(JsonString.Of).OfType<string>()]
                : [],
            Keys = JsonText.Parse(keys.ToArray(), path),
        };
    }

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }
}
