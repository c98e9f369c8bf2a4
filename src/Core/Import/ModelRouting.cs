using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Import;

/// <summary>The models that a Claude Code settings object names, by role.</summary>
internal static class ModelRouting
{
    public static IReadOnlyList<ModelRoute> RoutesOf(ClaudeCodeSettings settings)
    {
        var routes = new Dictionary<ModelRole, ModelRoute>();
        foreach (var role in ModelRoles.All)
        {
            var key = $"ANTHROPIC_DEFAULT_{ModelRoles.Family(role).ToUpperInvariant()}_MODEL";
            Add(routes, role, settings[key], settings[key + "_NAME"]);
        }

        Add(routes, ModelRole.Haiku, settings["ANTHROPIC_SMALL_FAST_MODEL"], null);
        var main = settings["ANTHROPIC_MODEL"] ?? settings.Model;
        Add(routes, RoleOf(main) ?? ModelRole.Sonnet, main, null);
        return [.. ModelRoles.All.Where(routes.ContainsKey).Select(role => routes[role])];
    }

    /// <summary>Whether Claude Desktop could name these models to the provider itself.</summary>
    public static bool AllSafe(IReadOnlyList<ModelRoute> routes) => routes.All(route => !route.Supports1M && SafeModelName.IsSafe(route.Model));

    /// <summary>The family that stands in a Claude name; null in any other name.</summary>
    public static ModelRole? RoleOf(string? name)
    {
        if (ModelSetting.Parse(name) is not { } setting || !SafeModelName.IsSafe(setting.Model))
            return null;
        return ModelRoles.All.First(role => setting.Model.Contains($"claude-{ModelRoles.Family(role)}-", StringComparison.OrdinalIgnoreCase));
    }

    private static void Add(Dictionary<ModelRole, ModelRoute> routes, ModelRole role, string? model, string? label)
    {
        if (ModelSetting.Parse(model) is not { } setting || routes.ContainsKey(role))
            return;
        routes[role] = new ModelRoute
        {
            Role = role,
            RouteId = ModelRoles.DefaultRouteId(role),
            DisplayName = label,
            Model = setting.Model,
            Supports1M = setting.Supports1M,
        };
    }
}
