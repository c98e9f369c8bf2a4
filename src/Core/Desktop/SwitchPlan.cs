using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Desktop.Credentials;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop;

/// <summary>Everything that one switch will write, worked out before the first byte of it is.</summary>
internal sealed class SwitchPlan
{
    private readonly ModuleContext _context;
    private readonly StoreSnapshot _storeAfter;
    private readonly DesktopFiles _after;
    private readonly IReadOnlyList<FileChange> _desktopChanges;
    private readonly CredentialHelpers _helpers;
    private readonly Provider? _helped;

    internal SwitchPlan(ModuleContext context, StoreSnapshot storeBefore, StoreSnapshot storeAfter, DesktopFiles before, DesktopFiles after, bool intoThirdParty)
    {
        _context = context;
        _storeAfter = storeAfter;
        _after = after;
        Before = before;
        StoreBefore = storeBefore;
        _desktopChanges = before.ChangesTo(after, intoThirdParty);
        var store = context.Store.ChangeTo(storeAfter, storeBefore);

        // A helper is there before the profile names it, and goes after.
        _helpers = new CredentialHelpers(context);
        _helped = storeAfter.Active is { } active && _helpers.IsNamed(after.Profile, active) ? active : null;
        IReadOnlyList<FileChange> changes = [.. _helped is null ? [] : _helpers.Writes(_helped), .. _desktopChanges, .. _helpers.Removals(_helped)];

        // Finishing after a crash starts from the store, so it knows first where the switch goes and last that it has left.
        Changes = !store.ChangesSomething ? changes : intoThirdParty ? [store, .. changes] : [.. changes, store];
    }

    public DesktopFiles Before { get; }

    public StoreSnapshot StoreBefore { get; }

    /// <summary>Whether Claude Desktop's side changes, and not only what the store says about a provider.</summary>
    public bool ChangesState => _desktopChanges.Count > 0 || StoreBefore.ActiveId != _storeAfter.ActiveId;

    public IReadOnlyList<FileChange> Changes { get; }

    /// <summary>Writes all of it, or nothing.</summary>
    public void Apply()
    {
        if (_helped is not null)
            _helpers.Prepare();
        FileTransaction.Apply(Changes, _context.Files);
    }

    /// <summary>Takes away what nothing needs after it.</summary>
    public void Tidy() => _helpers.Tidy();

    /// <param name="context">The machine and the user.</param>
    /// <param name="goal">What to end in.</param>
    /// <param name="change">The change of the store that belongs to the switch.</param>
    /// <param name="origin">On the way back to where a switch began: the modes that stood there.</param>
    public static SwitchPlan Make(ModuleContext context, SwitchGoal goal, Func<StoreSnapshot, StoreSnapshot> change, SwitchOrigin? origin = null)
    {
        var storeBefore = context.Store.Read();
        var store = change(storeBefore);
        var before = DesktopFiles.Read(context.Paths, context.Files);
        if (goal.SnapshotId is { } snapshotId)
            return SnapshotReturn.Plan(context, snapshotId, storeBefore, store, before);
        return goal.ProviderId is { } id
            ? IntoProvider(context, id, storeBefore, store, before)
            : IntoOfficial(context, goal, storeBefore, store, before, origin);
    }

    /// <summary>Where the switch begins, as far as it takes to go back there.</summary>
    public SwitchOrigin Origin => new(StoreBefore.ActiveId, ConfigLibrary.AppliedId(Before.Index), DeploymentMode.Read(Before.StandardConfig), DeploymentMode.Read(Before.ThirdPartyConfig));

    /// <summary>Claude Desktop's side as it is before the switch.</summary>
    public ProfileSnapshot SnapshotBefore(string id, SwitchReason reason, SwitchGoal goal, DateTimeOffset now)
    {
        var applied = ConfigLibrary.AppliedId(Before.Index);
        var keys = SnapshotKeys.Keep(Before.Profile, out var withheld);
        return new ProfileSnapshot
        {
            Id = id,
            CreatedAt = now,
            Reason = reason,
            Next = goal.ToString(),
            ProviderId = StoreBefore.Active is { IsOfficial: false } active ? active.Id : null,
            ProviderName = StoreBefore.Active?.Name,
            AppliedId = applied,
            AppliedName = ConfigLibrary.Entries(Before.Index).FirstOrDefault(entry => entry.Id == applied)?.Name,
            PreviousAppliedId = StoreBefore.PreviousAppliedId,
            DeploymentMode = DeploymentMode.Read(Before.ThirdPartyConfig),
            StandardDeploymentMode = DeploymentMode.Read(Before.StandardConfig),
            Keys = keys,
            WithheldHeaders = withheld,
            HadCredential = !string.IsNullOrEmpty(Before.Profile?.FindString(ProfileKeys.ApiKey)) || ProfileCredential.IsHelperNamed(Before.Profile),
            GatewayPort = StoreBefore.GatewayPort,
        };
    }

    public SwitchResult Result() => new()
    {
        Provider = _storeAfter.Active ?? OfficialProvider.Create(isActive: true),
        ProfilePath = _context.Paths.Profile,
        AppliedId = ConfigLibrary.AppliedId(_after.Index),
        PreviousAppliedId = _storeAfter.PreviousAppliedId ?? ConfigLibrary.ForeignAppliedId(Before.Index),
        Changed = [.. _desktopChanges.Select(item => item.Path)],
        PlainTextKeyReason = PlainTextKeyReason(),
        RestartRequired = _desktopChanges.Count > 0 && _context.App.IsRunning() != false,
    };

    private static SwitchPlan IntoProvider(ModuleContext context, string id, StoreSnapshot storeBefore, StoreSnapshot store, DesktopFiles before)
    {
        var provider = store.Find(id) ?? throw ProviderErrors.NotFound(id);
        ProviderRules.CheckUsable(provider);
        var after = before.WithModes(DeploymentMode.ThirdParty, DeploymentMode.ThirdParty) with
        {
            Profile = GatewayProfile.Write(before.Profile, provider, Credential(context, provider, before.Profile), store.GatewayPort),
            Index = ConfigLibrary.Apply(before.Index, EntryName(provider)),
        };
        if (ConfigLibrary.ForeignAppliedId(before.Index) is { } foreign)
            store = store.WithPreviousApplied(foreign);
        return new SwitchPlan(context, storeBefore, store.WithActive(provider.Id).WithMadeIndex(store.MadeIndex || before.Index is null), before, after, intoThirdParty: true);
    }

    private static SwitchPlan IntoOfficial(
        ModuleContext context, SwitchGoal goal, StoreSnapshot storeBefore, StoreSnapshot store, DesktopFiles before, SwitchOrigin? origin)
    {
        var after = Modes(goal, before, origin) with
        {
            Profile = GatewayProfile.Clear(before.Profile),
            Index = ConfigLibrary.Release(before.Index, goal.AppliedId, store.MadeIndex),
        };
        var previous = goal.AppliedId is null ? ConfigLibrary.ForeignAppliedId(before.Index) ?? store.PreviousAppliedId : null;
        return new SwitchPlan(context, storeBefore, store.WithActive(null).WithPreviousApplied(previous).WithMadeIndex(false), before, after, intoThirdParty: false);
    }

    private static DesktopFiles Modes(SwitchGoal goal, DesktopFiles before, SwitchOrigin? origin)
    {
        if (goal.KeepsModes)
            return before;
        return origin is null
            ? before.WithExistingModes(goal.AppliedId is null ? DeploymentMode.Official : DeploymentMode.ThirdParty)
            : before.WithModes(origin.StandardMode, origin.ThirdPartyMode);
    }

    /// <summary>What our profile is called in the config library.</summary>
    internal static string EntryName(Provider provider) => $"{provider.Name} (ClaudeDesktop)";

    private string? PlainTextKeyReason()
    {
        if (_storeAfter.Active is not { Mode: ProviderMode.Direct } provider || provider.AuthScheme == AuthScheme.None || string.IsNullOrEmpty(_after.Profile?.FindString(ProfileKeys.ApiKey)))
            return null;
        return CredentialChoice.Of(_context, provider, Before.Profile).WhyPlain ?? "it stood there before";
    }

    /// <summary>What Claude Desktop shows to whom the profile points: the local token, or the provider's key.</summary>
    internal static ProfileCredential Credential(ModuleContext context, Provider provider, JsonText? profile)
    {
        if (provider.Mode != ProviderMode.Mapped)
            return provider.AuthScheme == AuthScheme.None ? ProfileCredential.Plain(GatewayProfile.NoKey) : OfDirect(context, provider, profile);

        // The gateway asks for a key that lies elsewhere when it needs it.
        if (provider.AuthScheme != AuthScheme.None && provider.KeySource.Kind == KeySourceKind.Store)
            context.Keys.Require(provider);
        return ProfileCredential.Plain(GatewayToken.GetOrCreate(context.Secrets));
    }

    // Another user's key cannot be read, and where a helper reads it, need not be.
    private static ProfileCredential OfDirect(ModuleContext context, Provider provider, JsonText? profile)
    {
        var usesHelper = CredentialChoice.Of(context, provider, profile).UsesHelper;
        var key = usesHelper && !context.System.IsThisUser ? null : context.Keys.Require(provider);
        return usesHelper ? ProfileCredential.Helper(context.Home.HelperFile(provider.Id)) : ProfileCredential.Plain(key!);
    }
}
