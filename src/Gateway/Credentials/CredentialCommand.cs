using System;
using System.IO;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Gateway.Credentials;

/// <summary>Prints a provider's key for Claude Desktop, which takes all of standard output for the key: what goes wrong is said elsewhere.</summary>
internal static class CredentialCommand
{
    private const int Succeeded = 0;
    private const int NoKey = 1;

    public static int Run(CredentialArguments arguments, TextWriter output, TextWriter errors)
    {
        try
        {
            var system = HostSystem.Current;
            var home = arguments.Home is { } root ? new DataHome(system, Path.GetFullPath(root)) : DataHome.Locate(system);
            var files = new FileOperations();
            var provider = new ProviderStore(home, files).Read().Find(arguments.ProviderId) ?? throw ProviderErrors.NotFound(arguments.ProviderId);
            output.Write(new ProviderKeys(SecretStores.Open(system, home, files), system, vault: null).Require(provider));
            output.Flush();
            return Succeeded;
        }
        catch (ClaudeDesktopException e)
        {
            errors.WriteLine($"{e.Message} {e.RecommendedAction}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"The key of '{arguments.ProviderId}' cannot be read: {e.Message}");
        }

        return NoKey;
    }
}
