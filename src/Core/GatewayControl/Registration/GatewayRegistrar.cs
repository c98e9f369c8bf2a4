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

    /// <param name="wish">What is asked for.</param>
    /// <param name="source">The gateway to copy.</param>
    /// <param name="blocked">Gets one sentence for each way to run it that this machine forbids.</param>
    public GatewayRegistration Register(RegistrationWish wish, GatewaySource source, ICollection<string> blocked)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(source);
        Check(wish.Scope);
        var home = RegistrationPlace.Home(wish.Scope, context);
        using var locked = new ProviderStore(home, context.Files).Lock();
        var stable = new StableGateway(context.System, home, context.Files);
        var folder = stable.Hold(source, Holder);
        if (wish.Scope == RegistrationScope.AllUsers)
            SharedFolder.Open(home.Root);
        var before = Find(wish.Scope);
        try
        {
            var rung = GatewayTrial.FirstThatRuns(context.System, folder, Words("serve", wish), wish, blocked);
            var repair = wish.RepairInterval is null
                ? null
                : GatewayLaunchPlan.Find(context.System, folder, Words("repair", wish), rung.Host, wish.ShellFolder, wish.Scope == RegistrationScope.AllUsers).Rungs.First(other => other.FileName == rung.FileName);
            var plan = Plan(wish.Scope, rung, repair, wish.RepairInterval);
            Install(plan);
            var registration = Describe(plan, rung, wish, source);
            Note(wish.Scope).Write(registration);
            stable.Release(Holder, folder);
            stable.Tidy();
            return registration;
        }
        catch when (before is null)
        {
            Remove(wish.Scope, stable);
            throw;
        }
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
        using (new ProviderStore(home, context.Files).Lock())
            Remove(scope, new StableGateway(context.System, home, context.Files));
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
        .. wish.LogLevel == GatewayLogLevel.Information ? Array.Empty<string>() : ["--log-level", wish.LogLevel.ToString()],
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

    private void Install(RegistrationPlan plan)
    {
        foreach (var part in plan.Parts.Where(part => !part.IsWanted))
            Remove(part);
        foreach (var file in plan.Parts.Where(part => part.IsWanted).SelectMany(part => part.Files))
        {
            context.Files.Replace(file.Path, file.Bytes(), FilePrivacy.AsBefore, context.Files.Read(file.Path));
            if (!file.IsTemporary && plan.IsForAll)
                SharedFolder.Show(file.Path);
        }

        if (plan.Reload is { } reload)
            _steps.Run(reload);
        foreach (var step in plan.Parts.Where(part => part.IsWanted).SelectMany(part => part.Enable))
            _steps.Run(step);
        foreach (var file in plan.Parts.SelectMany(part => part.Files).Where(file => file.IsTemporary))
            Delete(file);
    }

    private void Remove(RegistrationScope scope, StableGateway stable)
    {
        var plan = Plan(scope, Nothing, null, null);
        foreach (var part in plan.Parts)
            Remove(part);
        if (plan.Reload is { } reload)
            _steps.Run(reload with { MayFail = true });
        Note(scope).Delete();
        stable.Release(Holder);
        stable.Tidy();
    }

    private void Remove(RegistrationPart part)
    {
        if (!part.Files.Any(file => file.IsTemporary || context.System.FileExists(file.Path)))
            return;
        foreach (var step in part.Disable)
            _steps.Run(step);
        foreach (var file in part.Files)
            Delete(file);
    }

    private void Delete(RegistrationFile file)
    {
        if (context.Files.Read(file.Path) is { } bytes)
            context.Files.Delete(file.Path, bytes);
    }

    private GatewayRegistration Describe(RegistrationPlan plan, GatewayRung rung, RegistrationWish wish, GatewaySource source) => new()
    {
        Kind = plan.Kind,
        Scope = wish.Scope,
        Name = plan.Parts[0].Name,
        Path = plan.Parts[0].Files.FirstOrDefault(file => !file.IsTemporary)?.Path,
        Command = $"{CommandLine.Join([rung.FileName])} {CommandLine.Join(rung.Arguments)}",
        Host = rung.Host,
        Version = source.Version,
        RepairInterval = wish.RepairInterval,
        LogFile = wish.Scope == RegistrationScope.User ? context.Home.GatewayLogFile : null,
        RegisteredAt = context.Clock(),
    };
}
