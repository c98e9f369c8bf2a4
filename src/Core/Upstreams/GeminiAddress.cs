using System;
using System.Linq;

namespace ClaudeDesktop.Upstreams;

/// <summary>Where a model's methods are: at Google's own API, at Vertex AI, or at a relay of either.</summary>
public static class GeminiAddress
{
    private const string Version = "/v1beta";
    private const string Compatibility = "/openai";
    private static readonly string[] Collections = ["models/", "tunedModels/", "publishers/", "projects/", "endpoints/"];

    // .NET Framework puts a second question mark before one that is there.
    public static Uri Of(Uri baseUri, string model, string method, string query = "") =>
        new UriBuilder(baseUri) { Path = $"{Root(baseUri)}/{ModelPath(baseUri, model)}:{method}", Query = query.TrimStart('?') }.Uri;

    /// <summary>The model as requests name it: <c>models/gemini-3.6-flash</c>.</summary>
    public static string ModelPath(Uri baseUri, string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var path = model.Trim('/');
        if (!Array.Exists(Collections, collection => path.StartsWith(collection, StringComparison.Ordinal)))
            path = (IsVertex(baseUri) ? "publishers/google/models/" : "models/") + path;
        return string.Join("/", path.Split('/').Select(Uri.EscapeDataString));
    }

    public static bool IsVertex(Uri baseUri) => baseUri is null ? throw new ArgumentNullException(nameof(baseUri)) : baseUri.Host.EndsWith("aiplatform.googleapis.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the models are listed.</summary>
    public static Uri List(Uri baseUri, string query = "") => new UriBuilder(baseUri) { Path = Root(baseUri) + (IsVertex(baseUri) ? "/publishers/google/models" : "/models"), Query = query.TrimStart('?') }.Uri;

    private static string Root(Uri baseUri)
    {
        var path = baseUri.AbsolutePath.TrimEnd('/');
        var models = path.IndexOf("/models", StringComparison.Ordinal);
        if (models >= 0 && (models + "/models".Length == path.Length || path.IndexOf(':', models) > 0))
            path = path.Substring(0, models);
        if (path.EndsWith(Compatibility, StringComparison.OrdinalIgnoreCase))
            path = path.Substring(0, path.Length - Compatibility.Length);
        return path.Length == 0 ? Version : path;
    }
}
