using System;
using System.Collections.Generic;
using System.Linq;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>
/// Has the operating system run the gateway at logon, from a copy that no upgrade of the module takes away. Registering again refreshes; what was
/// begun and failed is taken back, if there was nothing before.
/// </summary>
public sealed class GatewayRegistrar(ModuleContext context)
{
    private const string Holder = "registration";
    private readonly StepRunner _steps = new(context.System);

    /// <summary>The gateway that is registered; null where none is.</summary>
    public GatewayRegistration? Find(RegistrationScope scope) =>
        Note(scope).Read() is { } found && (found.Path is null || context.System.FileExists(found.Path)) ? found : null;

    /// <summary>Fails where it is not this process's to register or unregister.</summary>
    public static void CheckRights(RegistrationScope scope)
    {
        if (scope == RegistrationScope.AllUsers && !Administrator.IsThisProcess())
            throw RegistrationErrors.NoAdministrator();
    }

    /// <summary>Fails where a registration could not even begin; changes nothing.</summary>
    private void Check(RegistrationScope scope)
    {
        CheckRights(scope);
        foreach (var program in Plan(scope, Nothing, null, null).Parts.SelectMany(part => part.Enable).Select(step => step.Program).Distinct())
            _steps.Require(program);
    }

    /// <summary>Prepares and registers.</summary>
    /// <param name="wish">What is asked for.</param>
    /// <param name="source">The gateway to copy.</param>
    /// <param name="blocked">Gets one sentence for each way to run it that this machine forbids.</param>
    public GatewayRegistration Register(RegistrationWish wish, GatewaySource source, ICollection<string> blocked) => Register(Prepare(wish, source, blocked));

    /// <summary>Looks, copies and tries. What is registered and what runs stays as it is.</summary>
    /// <param name="wish">What is asked for.</param>
    /// <param name="source">The gateway to copy.</param>
    /// <param name="blocked">Gets one sentence for each way to run it that this machine forbids.</param>
    public PreparedRegistration Prepare(RegistrationWish wish, GatewaySource source, ICollection<string> blocked)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(source);
        Check(wish.Scope);
        var home = RegistrationPlace.Home(wish.Scope, context);
        var before = Find(wish.Scope);
        var whole = wish.Keeping(before);
        return OrTakenBack(whole.Scope, before, source, stable =>
        {
            var folder = stable.Hold(source, Holder);
            if (whole.Scope == RegistrationScope.AllUsers)
                SharedFolder.Open(home.Root);
            var rung = GatewayTrial.FirstThatRuns(context.System, folder, Words("serve", whole), whole, blocked);
            var repair = whole.RepairInterval is null ? null : GatewayTrial.Like(rung, context.System, folder, Words("repair", whole), whole);
            return new PreparedRegistration(Plan(whole.Scope, rung, repair, whole.RepairInterval), rung, whole, source, before);
        });
    }

    /// <summary>Tells the system of what was prepared.</summary>
    public GatewayRegistration Register(PreparedRegistration prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        var scope = prepared.Wish.Scope;
        return OrTakenBack(scope, prepared.Before, prepared.Source, stable =>
        {
            Install(prepared.Plan, prepared.Before is not null);
            var registration = Describe(prepared.Plan, prepared.Rung, prepared.Wish, prepared.Source);
            Note(scope).Write(registration);
            var folder = stable.Folder(prepared.Source);
            var last = prepared.Before is { } before ? FolderOf(stable, before) : null;

            // Others who are signed in run the one before until they sign in anew.
            if (scope == RegistrationScope.User)
                stable.Release(Holder, folder);
            else if (last != folder)
                stable.Release(Holder, copy => copy == folder || copy == last);
            Tidy(scope, stable);
            return registration;
        });
    }

    /// <summary>Takes back what was prepared.</summary>
    public void Abandon(PreparedRegistration prepared)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        Locked(prepared.Wish.Scope, stable => TakeBack(prepared.Wish.Scope, prepared.Before, prepared.Source, stable));
        DeleteEmpty(prepared.Wish.Scope);
    }

    /// <summary>Ends what is registered, and makes the system forget it. Where nothing is, nothing happens.</summary>
    /// <returns>What was registered; null where nothing was.</returns>
    public GatewayRegistration? Unregister(RegistrationScope scope)
    {
        CheckRights(scope);
        var found = Note(scope).Read();
        var home = RegistrationPlace.Home(scope, context);
        if (!context.System.DirectoryExists(home.Root))
            return found;
        Locked(scope, stable => Remove(scope, stable));
        if (scope == RegistrationScope.AllUsers)
            SharedFolder.Delete(home.Root);
        return found;
    }

    /// <summary>Ends what runs, where the system would take its end by force for a failure and start it again.</summary>
    public void End(RegistrationScope scope)
    {
        if (context.System.Kind == SystemKind.Windows)
            _steps.Run(Plan(scope, Nothing, null, null).Parts[0].Disable[0]);
    }

    private static readonly GatewayRung Nothing = new(GatewayHost.Native, "-", [], new Dictionary<string, string>());

    private RegistrationNote Note(RegistrationScope scope) => new(RegistrationPlace.Home(scope, context), context.Files);

    private List<string> Words(string command, RegistrationWish wish) =>
    [
        command, "--registered",
        .. wish.LogLevel is null or GatewayLogLevel.Information ? Array.Empty<string>() : ["--log-level", $"{wish.LogLevel}"],
        .. wish.Scope == RegistrationScope.User ? CarriedVariables.Arguments(context.System, context.Home) : [],
    ];

    private RegistrationPlan Plan(RegistrationScope scope, GatewayRung rung, GatewayRung? repair, TimeSpan? interval)
    {
        var request = new RegistrationRequest
        {
            Scope = scope,
            Suffix = RegistrationPlace.Suffix(scope, context.Home),
            Account = context.System.Kind == SystemKind.Windows ? $@"{Environment.UserDomainName}\{context.System.UserName}" : "",
            Gateway = new RegisteredProgram(rung.FileName, rung.Arguments, rung.Environment),
            Repair = repair is null ? null : new RegisteredProgram(repair.FileName, repair.Arguments, repair.Environment),
            RepairInterval = interval ?? TimeSpan.Zero,
        };
        return RegistrationPlan.Of(request, context.System, RegistrationPlace.Home(scope, context).RunFolder, Administrator.UserId());
    }

    private T OrTakenBack<T>(RegistrationScope scope, GatewayRegistration? before, GatewaySource source, Func<StableGateway, T> change)
    {
        T result = default!;
        try
        {
            if (scope == RegistrationScope.AllUsers)
                SharedFolder.Create(RegistrationPlace.Home(scope, context).Root);
            Locked(scope, stable =>
            {
                try
                {
                    result = change(stable);
                }
                catch
                {
                    TakeBack(scope, before, source, stable);
                    throw;
                }
            });
        }
        catch when (before is null)
        {
            DeleteEmpty(scope);
            throw;
        }

        return result;
    }

    private void Locked(RegistrationScope scope, Action<StableGateway> change)
    {
        var home = RegistrationPlace.Home(scope, context);
        using (new ProviderStore(home, context.Files).Lock())
            change(new StableGateway(context.System, home, context.Files));
    }

    private void TakeBack(RegistrationScope scope, GatewayRegistration? before, GatewaySource source, StableGateway stable)
    {
        if (before is null)
        {
            Remove(scope, stable);
            return;
        }

        stable.Release(Holder, copy => copy != stable.Folder(source) || copy == FolderOf(stable, before));
        Tidy(scope, stable);
    }

    private void DeleteEmpty(RegistrationScope scope)
    {
        var home = RegistrationPlace.Home(scope, context);
        if (scope == RegistrationScope.AllUsers)
            SharedFolder.DeleteEmpty(home.Root, home.LockFile);
    }

    private void Tidy(RegistrationScope scope, StableGateway stable) =>
        stable.Tidy(scope == RegistrationScope.AllUsers ? new EverybodysProcesses(context.System).RunFrom : null);

    private static string FolderOf(StableGateway stable, GatewayRegistration registration) => stable.Folder(new GatewaySource("", registration.Version));

    private void Install(RegistrationPlan plan, bool isRefresh)
    {
        var files = new RegistrationFiles(plan, context, _steps);
        var wasRunning = isRefresh && IsRunning();
        try
        {
            foreach (var part in plan.Parts.Where(part => !part.IsWanted))
                Remove(part);
            files.Write();
            if (plan.Reload is { } reload)
                _steps.Run(reload);
            foreach (var step in plan.Parts.Where(part => part.IsWanted).SelectMany(part => part.Enable))
                _steps.Run(step);
            files.DeleteTemporary();
        }
        catch when (isRefresh)
        {
            files.PutBack();
            if (wasRunning && !IsRunning())
                files.StartAgain();
            throw;
        }
    }

    private bool IsRunning() => RunFile.All(context.Home, context.Files).Any(file => file.IsRegistered);

    private void Remove(RegistrationScope scope, StableGateway stable)
    {
        var plan = Plan(scope, Nothing, null, null);
        foreach (var part in plan.Parts)
            Remove(part);
        if (plan.Reload is { } reload)
            _steps.Run(reload with { MayFail = true });
        Note(scope).Delete();
        stable.Release(Holder);
        Tidy(scope, stable);
    }

    private void Remove(RegistrationPart part)
    {
        if (!part.Files.Any(file => file.IsTemporary || context.System.FileExists(file.Path)))
            return;
        foreach (var step in part.Disable)
            _steps.Run(step);
        foreach (var file in part.Files)
            RegistrationFiles.Delete(file, context);
    }

    private GatewayRegistration Describe(RegistrationPlan plan, GatewayRung rung, RegistrationWish wish, GatewaySource source) => new()
    {
        Kind = plan.Kind,
        Scope = wish.Scope,
        Name = plan.Parts[0].Name,
        Path = plan.Parts[0].Files.FirstOrDefault(file => !file.IsTemporary)?.Path,
        Command = $"{CommandLine.Join([rung.FileName])} {CommandLine.Join(rung.Arguments)}",
        Host = rung.Host,
        RequestedHost = wish.Host,
        LogLevel = wish.LogLevel ?? GatewayLogLevel.Information,
        Version = source.Version,
        RepairInterval = wish.RepairInterval,
        LogFile = wish.Scope == RegistrationScope.User ? context.Home.GatewayLogFile : null,
        RegisteredAt = context.Clock(),
    };
}
