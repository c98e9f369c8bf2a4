using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>Takes away everything of the module's that a user has, but for the module itself: back to where it began.</summary>
public sealed class Purge(ModuleContext context)
{
    /// <summary>What would go, in words to ask with. No secret is among them.</summary>
    public IReadOnlyList<string> Describe()
    {
        var store = context.Store.Read();
        var keyed = store.Providers.Where(provider => provider.KeySource.Kind == KeySourceKind.Store).Select(provider => provider.Name).ToList();
        return
        [
            store.Active is { } active ? $"Claude Desktop goes back to official mode (now: '{active.Name}')" : "Claude Desktop stays in official mode",
            keyed.Count == 0 ? "no stored API key" : $"the stored API keys of {string.Join(", ", keyed)}, and the gateway's token",
            $"all {store.Providers.Count} providers, the history, the logs and the copies of the gateway, in '{context.Home.Root}'",
        ];
    }

    /// <summary>Restores official mode, forgets the secrets, and deletes the data. The gateway must have ended.</summary>
    /// <returns>What is left in the data folder, because it is not the module's.</returns>
    public IReadOnlyList<string> Run()
    {
        if (!Directory.Exists(context.Home.Root))
            return [];
        var store = context.Store.Read();
        if (store.Active is not null || File.Exists(context.Home.SwitchJournal))
            new ProfileSwitch(context).Restore(previous: false);
        foreach (var provider in store.Providers)
        {
            foreach (var name in SecretNames.ProviderKeys(provider.Id))
                context.Secrets.Remove(name);
        }

        context.Secrets.Remove(SecretNames.GatewayToken);
        Delete();
        return Directory.Exists(context.Home.Root) ? Directory.GetFileSystemEntries(context.Home.Root) : [];
    }

    // Somebody may have chosen a folder with other things in it, so of one that was chosen only what has our names goes.
    private void Delete()
    {
        var root = context.Home.Root;
        try
        {
            context.Home.RefuseLink();
            if (context.Home.IsDefault)
            {
                Directory.Delete(root, recursive: true);
                return;
            }

            new StableGateway(context.System, context.Home, context.Files).DeleteAll();
            OwnData.Delete(context.Home);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileErrors.CannotWrite(root, e);
        }
    }
}
