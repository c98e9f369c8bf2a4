using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Live;

/// <summary>The usual places of an API on a server, those of the format that is set first.</summary>
internal static class DoorPlaces
{
    private const string Version = "/v1";
    private const string TooMany = "the base address has a '/v1' too many";
    private const string Missing = "the base address lacks a '/v1'";
    private const string Elsewhere = "it is in another place";
    private static readonly ApiFormat[] Formats = [ApiFormat.AnthropicMessages, ApiFormat.OpenAIChat, ApiFormat.OpenAIResponses];

    public static IEnumerable<Door> Of(TestTarget target)
    {
        var provider = target.Asked.Provider;
        if (provider.ApiFormat == ApiFormat.Gemini)
            return [];
        var all = Paths(provider, provider.ApiFormat).Concat(Formats.Where(format => format != provider.ApiFormat).SelectMany(format => Paths(provider, format)));
        return all.Select(item => Make(target, item.Format, item.Path, item.Mistake))
            .Where(door => door.Address.AbsolutePath != target.Asked.Address.AbsolutePath)
            .GroupBy(door => door.Address.AbsolutePath).Select(group => group.First());
    }

    private static IEnumerable<(ApiFormat Format, string Path, string Mistake)> Paths(Provider provider, ApiFormat format)
    {
        var path = provider.BaseUri!.AbsolutePath.TrimEnd('/');
        var bare = Without(path, Version);
        if (bare != path)
            yield return (format, bare, TooMany);
        if (format != provider.ApiFormat)
            yield return (format, path, Elsewhere);
        if (format == ApiFormat.AnthropicMessages)
        {
            yield return (format, Without(bare, "/openai"), Elsewhere);
            yield return (format, bare + "/anthropic", Elsewhere);
            yield return (format, bare + "/api", Elsewhere);
            yield return (format, bare + "/api/anthropic", Elsewhere);
            yield break;
        }

        yield return (format, path + Version, Missing);
        yield return (format, Without(bare, "/anthropic") + Version, Elsewhere);
        yield return (format, bare + "/api" + Version, Elsewhere);
    }

    private static Door Make(TestTarget target, ApiFormat format, string path, string mistake)
    {
        var provider = target.Asked.Provider;
        var baseUri = new UriBuilder(provider.BaseUri!) { Path = path }.Uri;
        var address = format == ApiFormat.AnthropicMessages && provider.Mode == ProviderMode.Direct
            ? new UriBuilder(baseUri) { Path = path + TestTarget.Messages }.Uri
            : Probes.Of(format).Address(baseUri, target.Asked.Model!);
        return new Door(format, baseUri, address, mistake);
    }

    private static string Without(string path, string end) => path.EndsWith(end, StringComparison.OrdinalIgnoreCase) ? path.Substring(0, path.Length - end.Length) : path;
}
