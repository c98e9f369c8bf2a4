using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop.App;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Credentials;

/// <summary>Whether Claude Desktop asks a helper for a direct provider's key, and if not, why not.</summary>
/// <param name="WhyPlain">Why the key must stand in the profile; null where a helper is asked for it.</param>
internal sealed record CredentialChoice(string? WhyPlain)
{
    public bool UsesHelper => WhyPlain is null;

    /// <param name="context">The machine and the user.</param>
    /// <param name="provider">A direct provider that needs a key.</param>
    /// <param name="profile">The profile as it stands: what it says was chosen by somebody who knew more, where nothing is known now.</param>
    public static CredentialChoice Of(ModuleContext context, Provider provider, JsonText? profile)
    {
        if (provider.PlainTextKey)
            return new CredentialChoice("-PlainTextKey asks for it");
        if (provider.KeySource.Kind != KeySourceKind.Store && !IsForPrograms(provider.KeySource, context.System))
            return new CredentialChoice($"the key lies elsewhere ({provider.KeySource}), where a program that Claude Desktop starts does not find it");
        if (!IsWholePath(context.Home.Root, context.System.Kind))
            return new CredentialChoice($"the data folder '{context.Home.Root}' is no whole path");
        var helpers = new CredentialHelpers(context);
        var stands = helpers.IsNamed(profile);
        if (WhyNot(context.App, stands) is { } why)
            return new CredentialChoice(why);

        // Whether it can be run is not for whoever has no gateway at hand to say, nor for another user.
        return (stands && (!context.System.IsThisUser || context.Gateway is null)) || helpers.CanRun(provider)
            ? new CredentialChoice((string?)null)
            : new CredentialChoice("nothing here can run the helper: the machine has no .NET with ASP.NET Core 10");
    }

    private static string? WhyNot(AppControl app, bool stands)
    {
        try
        {
            var versions = app.Versions();
            if (versions.FirstOrDefault(version => version < AppVersions.FirstWithHelper) is { } old)
                return $"Claude Desktop {old} asks no helper; {AppVersions.FirstWithHelper} is the first version that does";
            if (stands || (versions.Count > 0 && versions.All(version => version is not null)))
                return null;
            return versions.Count == 0 ? "no Claude Desktop was found that could ask a helper" : "the installed Claude Desktop does not say its version, and an old one asks no helper";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return stands ? null : "the version of Claude Desktop cannot be told";
        }
    }

    // A variable that Windows keeps is there for whatever the user starts; one of a shell is not, and no program can ask a shell's vaults.
    private static bool IsForPrograms(KeySource source, HostSystem system)
    {
        if (source.Kind != KeySourceKind.Environment || system.Kind != SystemKind.Windows)
            return false;
        IEnumerable<string> keys = [@"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment", .. system.UserRegistry is { } user ? [user + @"\Environment"] : (string[])[]];
        return keys.SelectMany(system.Registry.Values).Any(value => string.Equals(value.Name, source.Variable, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsWholePath(string path, SystemKind system) =>
        system == SystemKind.Windows ? (path.Length > 2 && path[1] == ':' && path[2] is '\\' or '/') || path.StartsWith(@"\\", StringComparison.Ordinal) : path.StartsWith('/');
}
