using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ClaudeDesktop.Cmdlets.Completion;
using ClaudeDesktop.Cmdlets.Desktop;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Providers;

namespace ClaudeDesktop.Cmdlets.Providers;

/// <summary>Changes what is given of a provider, and leaves the rest. For the active one, the profile changes along.</summary>
[Cmdlet(VerbsCommon.Set, "CDProvider", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low, HelpUri = ProjectPage.Help + "Set-CDProvider.md")]
[OutputType(typeof(Provider))]
public sealed class SetCDProviderCommand : ProviderSettingsCommand
{
    private const string IdSet = "Id";
    private const string InputObjectSet = "InputObject";
    private readonly List<(Provider Provider, Action Change)> _toEnable = [];

    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IdSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProviderIdCompleter))]
    public string[] Id { get; set; } = [];

    [Parameter(Mandatory = true, ParameterSetName = InputObjectSet, ValueFromPipeline = true)]
    public Provider[] InputObject { get; set; } = [];

    /// <summary>A new name; the id stays.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Name { get; set; }

    /// <summary>Switches Claude Desktop to the provider as well.</summary>
    [Parameter]
    public SwitchParameter Enable { get; set; }

    /// <summary>Restarts Claude Desktop afterwards, if it runs and the provider is the active one. Refused while the gateway that it needs does not run.</summary>
    [Parameter]
    public SwitchParameter Restart { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool OnlyTyped => ParameterSetName == InputObjectSet;

    protected override void ProcessRecord()
    {
        foreach (var id in OnlyTyped ? InputObject.Select(provider => provider.Id) : Id)
            PerItem(() => Change(id, Edits().ToList()));
    }

    protected override void EndProcessing()
    {
        if (_toEnable.Count > 1)
            AsAWhole(() => throw ProviderChoice.MoreThanOne([.. _toEnable.Select(item => item.Provider)]));
        foreach (var (_, change) in _toEnable)
            AsAWhole(change);
    }

    private protected override IEnumerable<Func<Provider, Provider>> Edits()
    {
        if (Name is { } name && !string.IsNullOrWhiteSpace(name) && IsGiven(nameof(Name)))
            return base.Edits().Prepend(provider => provider with { Name = name.Trim() });
        return base.Edits();
    }

    private void Change(string id, List<Func<Provider, Provider>> edits)
    {
        var provider = ProviderChoice.ById(Context.Store.Read(), id);
        if (provider.IsOfficial)
            throw ProviderErrors.IsOfficial();
        var key = GivenKey(provider.Name);
        Provider Edit(Provider before) => edits.Aggregate(before, (current, edit) => edit(current));
        ProviderRules.Check(Edit(provider));
        if (!Enable)
        {
            Write(provider, Edit, key);
            return;
        }

        ProviderRules.CheckUsable(Edit(provider));
        _toEnable.Add((provider, () => Write(provider, Edit, key)));
    }

    private void Write(Provider provider, Func<Provider, Provider> edit, string? key)
    {
        var restarts = Restart && (Enable || provider.IsActive);
        if (restarts)
            CheckRestartable(edit(provider), startsGateway: false);
        if (!ShouldProcess($"Provider '{provider.Name}' ({provider.Id})", Enable ? "Change, and switch Claude Desktop to it" : "Change"))
            return;
        AllowFileStoreIfAsked();
        var changed = new ProviderChanges(Context).Change(provider.Id, edit, key, out var result, Enable);
        WarnIfVariableMissing(changed);
        if (!restarts)
            WarnIfRestartRequired(result);
        if (Enable)
            WarnIfGatewayMissing(changed);
        if (Enable || PlainTextKey || result is { Changed.Count: > 0 })
            WarnIfKeyInProfile(result);
        if (PassThru)
            WriteObject(changed);
        if (restarts && result is not null)
            Restarting(new AppRestarter(this, Context), restarter => restarter.AfterSwitch(result, WarnIfRestartRequired));
    }
}
