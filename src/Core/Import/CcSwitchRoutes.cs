using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>The routes that cc-switch keeps for Claude Desktop.</summary>
internal static class CcSwitchRoutes
{
    public static List<ModelRoute> Read(JsonElement facts)
    {
        var routes = new List<ModelRoute>();
        if (!facts.TryGetProperty("claudeDesktopModelRoutes", out var found) || found.ValueKind != JsonValueKind.Object)
            return routes;
        foreach (var item in found.EnumerateObject().Where(item => item.Value.ValueKind == JsonValueKind.Object))
        {
            if (ModelSetting.Parse(ProviderJson.Text(item.Value, "model")) is not { } model)
                continue;
            var role = ModelRouting.RoleOf(item.Name) ?? Free(routes);
            var label = ProviderJson.Text(item.Value, "labelOverride");
            routes.Add(new ModelRoute
            {
                Role = role,
                RouteId = SafeModelName.IsSafe(item.Name) ? item.Name : FreeId(routes, role),
                // Where nothing was typed, the label is the upstream's own id, which is for nobody's picker.
                DisplayName = string.Equals(label, model.Model, StringComparison.OrdinalIgnoreCase) ? null : label,
                Model = model.Model,
                Supports1M = model.Supports1M || ProviderJson.Flag(item.Value, "supports1m"),
            });
        }

        return [.. routes.OrderBy(route => route.Role)];
    }

    private static ModelRole Free(List<ModelRoute> routes) =>
        ModelRoles.All.Where(role => routes.TrueForAll(route => route.Role != role)).DefaultIfEmpty(ModelRole.Sonnet).First();

    internal static string FreeId(List<ModelRoute> routes, ModelRole role) =>
        Enumerable.Range(1, routes.Count + 1)
            .Select(number => ModelRoles.DefaultRouteId(role) + (number == 1 ? "" : $"-r{number}"))
            .First(id => routes.TrueForAll(route => route.RouteId != id));
}
