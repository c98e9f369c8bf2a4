using ClaudeDesktop.Desktop.Credentials;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Desktop;

/// <summary>The way back to a snapshot: the active provider, what was applied, the modes and our keys. Files of other programs' profiles are never written.</summary>
internal static class SnapshotReturn
{
    public static SwitchPlan Plan(ModuleContext context, string snapshotId, StoreSnapshot storeBefore, StoreSnapshot store, DesktopFiles before)
    {
        var snapshot = new SnapshotHistory(context.Home, context.Files).Read(snapshotId);
        var provider = Provider(snapshot, store);
        CheckApplied(snapshot, before, context);
        var foreign = ConfigLibrary.ForeignAppliedId(before.Index);
        var previous = snapshot.AppliedId == DesktopPaths.ProfileId ? snapshot.PreviousAppliedId ?? foreign : snapshot.PreviousAppliedId;
        var storeAfter = store.WithActive(provider?.Id).WithPreviousApplied(previous).WithMadeIndex(provider is not null && (store.MadeIndex || before.Index is null));
        return new SwitchPlan(context, storeBefore, storeAfter, before, Files(context, snapshot, provider, store, before), intoThirdParty: provider is not null);
    }

    private static DesktopFiles Files(ModuleContext context, ProfileSnapshot snapshot, Provider? provider, StoreSnapshot store, DesktopFiles before)
    {
        var after = before.WithModes(snapshot.StandardDeploymentMode, snapshot.DeploymentMode);

        // Without a provider nothing of ours can work, so nothing of ours comes back.
        if (provider is null)
        {
            var left = snapshot.AppliedId == DesktopPaths.ProfileId;
            after = left ? before.WithExistingModes(DeploymentMode.Official) : after;
            return after with { Profile = GatewayProfile.Clear(before.Profile), Index = ConfigLibrary.Release(before.Index, left ? null : snapshot.AppliedId, store.MadeIndex) };
        }

        var address = Address(snapshot, store);
        return after with
        {
            Profile = SnapshotKeys.BringBack(before.Profile, snapshot, address, Credential(context, snapshot, provider, store, before, address)),
            Index = ConfigLibrary.WithApplied(ConfigLibrary.Apply(before.Index, SwitchPlan.EntryName(provider)), snapshot.AppliedId),
        };
    }

    // The gateway may have moved to another port since.
    private static string? Address(ProfileSnapshot snapshot, StoreSnapshot store) =>
        snapshot.BaseUrl == GatewayProfile.GatewayAddress(snapshot.GatewayPort) ? GatewayProfile.GatewayAddress(store.GatewayPort) : snapshot.BaseUrl;

    // A key goes only where it belongs: to the address that the provider has now, or to the one that the file with the key points to.
    private static ProfileCredential? Credential(ModuleContext context, ProfileSnapshot snapshot, Provider provider, StoreSnapshot store, DesktopFiles before, string? address)
    {
        if (!snapshot.HadCredential)
            return null;
        if (address == GatewayProfile.Address(provider, store.GatewayPort))
            return SwitchPlan.Credential(context, provider, before.Profile);
        if (address is not null && before.Profile?.FindString(ProfileKeys.BaseUrl) == address && before.Profile.FindString(ProfileKeys.ApiKey) is { Length: > 0 } standing)
            return ProfileCredential.Plain(standing);
        throw SnapshotHistory.Unusable(
            snapshot.Id,
            address is null
                ? "the address that the profile had was not kept."
                : $"the profile then pointed to '{address}', where '{provider.Name}' no longer is, and its key for there was not kept.");
    }

    private static Provider? Provider(ProfileSnapshot snapshot, StoreSnapshot store)
    {
        if (snapshot.ProviderId is not { } id)
            return null;
        var provider = store.Find(id) ?? throw SnapshotHistory.Unusable(snapshot.Id, $"its provider '{id}' does not exist any more.");
        ProviderRules.CheckUsable(provider);
        return provider;
    }

    private static void CheckApplied(ProfileSnapshot snapshot, DesktopFiles before, ModuleContext context)
    {
        if (snapshot.AppliedId is { } id && id != DesktopPaths.ProfileId && !before.Knows(id, context.System))
            throw SnapshotHistory.Unusable(snapshot.Id, $"the profile '{id}' that was applied is not in the config library any more.");
    }
}
