using System;
using System.Collections.Generic;

namespace ClaudeDesktop.Providers;

/// <summary>What Claude Desktop calls each role.</summary>
public static class ModelRoles
{
    /// <summary>Every role, in the order in which routes are offered; the first is the picker's default.</summary>
    public static IReadOnlyList<ModelRole> All { get; } = [ModelRole.Sonnet, ModelRole.Opus, ModelRole.Haiku, ModelRole.Fable];

    /// <summary>The model id that Claude Desktop is shown for a role, unless the route names another.</summary>
    public static string DefaultRouteId(ModelRole role) => role switch
    {
        ModelRole.Sonnet => "claude-sonnet-5",
        ModelRole.Opus => "claude-opus-5",
        ModelRole.Haiku => "claude-haiku-4-5",
        ModelRole.Fable => "claude-fable-5",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a model role."),
    };

    /// <summary>The role's family in Claude Desktop's profile (<c>anthropicFamilyTier</c>) and in model names.</summary>
    public static string Family(ModelRole role) => role switch
    {
        ModelRole.Sonnet => "sonnet",
        ModelRole.Opus => "opus",
        ModelRole.Haiku => "haiku",
        ModelRole.Fable => "fable",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a model role."),
    };
}
