using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Live;

/// <summary>Chooses, among the models that an Ollama has, one for each role.</summary>
internal static class OllamaChoice
{
    /// <summary>
    /// The same routes with models that are there: the one that is suggested, if it is; else the largest one for the main role and the smallest for
    /// the quick one, which sub-agents take. Models that call no tools, or do not answer, are left out; those of the cloud come last.
    /// </summary>
    /// <returns>The routes as they are where there is nothing to choose from.</returns>
    public static IReadOnlyList<ModelRoute> Of(IReadOnlyList<ModelRoute> suggested, IReadOnlyList<OllamaModel> models)
    {
        var fit = models.Where(model => model is { Answers: not false, CallsTools: not false }).ToList();
        if (fit.Exists(model => model.CallsTools == true))
            fit.RemoveAll(model => model.CallsTools is null);
        if (fit.Exists(model => !model.IsCloud))
            fit.RemoveAll(model => model.IsCloud);
        if (fit.Count == 0)
            return suggested;
        var bySize = fit.OrderBy(model => model.Size).ThenBy(model => model.Name, System.StringComparer.Ordinal).ToList();
        return [.. suggested.Select(route => route with { Model = fit.Find(model => OllamaServer.IsSame(model.Name, route.Model))?.Name ?? (route.Role == ModelRole.Haiku ? bySize[0] : bySize[bySize.Count - 1]).Name })];
    }
}
