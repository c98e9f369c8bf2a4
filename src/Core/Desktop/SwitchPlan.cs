using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>Everything that one switch will write, worked out before the first byte of it is.</summary>
internal sealed class SwitchPlan
{
    private readonly DesktopPaths _paths;
    private readonly StoreSnapshot _storeAfter;
    private readonly DesktopFiles _after;
    private readonly IReadOnlyList<FileChange> _desktopChanges;

    private SwitchPlan(ModuleContext context, StoreSnapshot storeBefore, StoreSnapshot storeAfter, DesktopFiles before, DesktopFiles after, bool intoThirdParty)
    {
        _paths = context.Paths;
        _storeAfter = storeAfter;
        _after = after;
        Before = before;
        _desktopChanges = before.ChangesTo(after, intoThirdParty);
        var store = context.Store.ChangeTo(storeAfter, storeBefore);

        // Finishing after a crash starts from the store, so it knows first where the switch goes and last that it has left.
        Changes = !store.ChangesSomething ? _desktopChanges : intoThirdParty ? [store, .. _desktopChanges] : [.. _desktopChanges, store];
    }

    public DesktopFiles Before { get; }

    public IReadOnlyList<FileChange> Changes { get; }

    /// <param name="context">The machine and the user.</param>
    /// <param name="goal">What to end in.</param>
    /// <param name="change">The change of the store that belongs to the switch.</param>
    /// <param name="origin">On the way back to where a switch began: the modes that stood there.</param>
    public static SwitchPlan Make(ModuleContext context, SwitchGoal goal, Func<StoreSnapshot, StoreSnapshot> change, SwitchOrigin? origin = null)
    {
        var storeBefore = context.Store.Read();
        var store = change(storeBefore);
        var before = DesktopFiles.Read(context.Paths, context.Files);
        return goal.ProviderId is { } id
            ? IntoProvider(context, id, storeBefore, store, before)
            : IntoOfficial(context, goal, storeBefore, store, before, origin);
    }

    public SwitchResult Result() => new()
    {
        Provider = _storeAfter.Active ?? OfficialProvider.Create(isActive: true),
        ProfilePath = _paths.Profile,
        AppliedId = ConfigLibrary.AppliedId(_after.Index),
        PreviousAppliedId = _storeAfter.PreviousAppliedId ?? ForeignApplied(Before),
        Changed = [.. _desktopChanges.Select(item => item.Path)],
    };

    private static SwitchPlan IntoProvider(ModuleContext context, string id, StoreSnapshot storeBefore, StoreSnapshot store, DesktopFiles before)
    {
        var provider = store.Find(id) ?? throw ProviderErrors.NotFound(id);
        ProviderRules.CheckUsable(provider);
        var after = before.WithModes(DeploymentMode.ThirdParty, DeploymentMode.ThirdParty) with
        {
            Profile = GatewayProfile.Write(before.Profile, provider, Credential(context.Secrets, provider), store.GatewayPort),
            Index = ConfigLibrary.Apply(before.Index, $"{provider.Name} (ClaudeDesktop)"),
        };
        if (ForeignApplied(before) is { } foreign)
            store = store.WithPreviousApplied(foreign);
        return new SwitchPlan(context, storeBefore, store.WithActive(provider.Id), before, after, intoThirdParty: true);
    }

    private static SwitchPlan IntoOfficial(
        ModuleContext context, SwitchGoal goal, StoreSnapshot storeBefore, StoreSnapshot store, DesktopFiles before, SwitchOrigin? origin)
    {
        var mode = goal.AppliedId is null ? DeploymentMode.Official : DeploymentMode.ThirdParty;
        var after = (origin is null ? Leaving(before, mode) : before.WithModes(origin.StandardMode, origin.ThirdPartyMode)) with
        {
            Profile = GatewayProfile.Clear(before.Profile),
            Index = ConfigLibrary.Release(before.Index, goal.AppliedId),
        };
        var previous = goal.AppliedId is null ? ForeignApplied(before) ?? store.PreviousAppliedId : null;
        return new SwitchPlan(context, storeBefore, store.WithActive(null).WithPreviousApplied(previous), before, after, intoThirdParty: false);
    }

    // Settings that do not exist say official mode already; making them would leave something of ours behind.
    private static DesktopFiles Leaving(DesktopFiles before, string mode) => before with
    {
        StandardConfig = before.StandardConfig is null ? null : DeploymentMode.Write(before.StandardConfig, mode),
        ThirdPartyConfig = before.ThirdPartyConfig is null ? null : DeploymentMode.Write(before.ThirdPartyConfig, mode),
    };

    private static string? ForeignApplied(DesktopFiles files) =>
        ConfigLibrary.AppliedId(files.Index) is { } id && id != DesktopPaths.ProfileId ? id : null;

    private static string Credential(ISecretStore secrets, Provider provider)
    {
        if (provider.AuthScheme != AuthScheme.None && string.IsNullOrEmpty(secrets.Get(SecretNames.ProviderKey(provider.Id))))
            throw ProviderErrors.KeyMissing(provider);
        if (provider.Mode == ProviderMode.Mapped)
            return GatewayToken.GetOrCreate(secrets);
        return provider.AuthScheme == AuthScheme.None ? GatewayProfile.NoKey : secrets.Get(SecretNames.ProviderKey(provider.Id))!;
    }
}
