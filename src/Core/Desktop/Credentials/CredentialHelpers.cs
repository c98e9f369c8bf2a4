using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Credentials;

/// <summary>The programs that Claude Desktop runs for a key: one for the active provider, and none for any other.</summary>
internal sealed class CredentialHelpers(ModuleContext context)
{
    private const string Holder = "credential-helper";
    private readonly StableGateway _gateway = new(context.System, context.Home, context.Files);

    private DataHome Home => context.Home;

    /// <summary>Whether a profile names a program of ours.</summary>
    public bool IsNamed(JsonText? profile) =>
        profile?.FindString(ProfileKeys.CredentialHelper) is { } path && path.StartsWith(context.System.Join(Home.HelperFolder, "credential-"), StringComparison.Ordinal);

    /// <summary>Whether a profile names the program for a provider.</summary>
    public bool IsNamed(JsonText? profile, Provider provider) => profile?.FindString(ProfileKeys.CredentialHelper) == Home.HelperFile(provider.Id);

    /// <summary>Whether a provider's program could be written here, or stands and works.</summary>
    public bool CanRun(Provider provider) => FromModule(provider) is not null || IsIntact(provider);

    /// <summary>Whether a provider's program is there as somebody wrote it who knew how, and what it runs is there too.</summary>
    public bool IsIntact(Provider provider)
    {
        var path = Home.HelperFile(provider.Id);
        if (IsLink(Home.HelperFolder) || IsLink(path) || context.Files.Read(path) is not { } found || !UnixMode.IsProgram(path))
            return false;
        if (CredentialScript.ProgramOf(context.System.Kind, Encoding.UTF8.GetString(found), Home) is not { } program)
            return false;
        return (!program.StartsWith(Home.ProgramFolder, StringComparison.Ordinal) || (File.Exists(program) && UnixMode.IsProgram(program)))
            && _gateway.Copies().Select(copy => _gateway.Known(copy, program, Words(provider))).Any(rung => rung is not null && Script(rung).AsSpan().SequenceEqual(found));
    }

    /// <summary>What must be written before a profile can name a provider's program.</summary>
    public IReadOnlyList<FileChange> Writes(Provider provider)
    {
        if (IsLink(Home.HelperFolder))
            throw FileErrors.IsLinkedFolder(Home.HelperFolder);
        if (!context.System.IsThisUser || FromModule(provider) is not { } script)
            return [];
        var path = Home.HelperFile(provider.Id);
        var change = new FileChange(path, context.Files.Read(path), script, FilePrivacy.PrivateProgram);
        return change.ChangesSomething ? [change] : UnixMode.IsProgram(path) && !IsLink(path) ? [] : [change with { IsRewritten = true }];
    }

    /// <summary>What can go once no profile names it.</summary>
    /// <param name="kept">The provider whose program stays; null for none.</param>
    public IReadOnlyList<FileChange> Removals(Provider? kept) =>
    [
        .. from path in Scripts()
           where kept is null || path != Home.HelperFile(kept.Id)
           let found = context.Files.Read(path)
           where found is not null
           select new FileChange(path, found, null, FilePrivacy.PrivateProgram),
    ];

    /// <summary>Sees to it that what the program runs is there.</summary>
    public void Prepare()
    {
        if (context is { Gateway: { } source, System.IsThisUser: true })
            _gateway.Hold(source, Holder);
    }

    /// <summary>Takes away what no program runs any more.</summary>
    public void Tidy()
    {
        if (!context.System.IsThisUser || !Directory.Exists(Home.ProgramFolder))
            return;
        if (!IsLink(Home.HelperFolder))
            TemporaryFiles.SweepFolder(Home.HelperFolder);
        var named = Scripts().Select(path => Encoding.UTF8.GetString(context.Files.Read(path) ?? [])).ToList();
        _gateway.Release(Holder, copy => named.Exists(script => NamesCopy(script, copy)));
        _gateway.Tidy();
    }

    private static bool NamesCopy(string script, string copy)
    {
        var name = Path.GetFileName(copy);
        return script.Contains($"/bin/{name}/", StringComparison.Ordinal) || script.Contains($@"\bin\{name}\", StringComparison.Ordinal);
    }

    private IEnumerable<string> Scripts() =>
        Directory.Exists(Home.HelperFolder) && !IsLink(Home.HelperFolder)
            ? Directory.GetFiles(Home.HelperFolder, "credential-*").Where(path => !IsLink(path)).OrderBy(path => path, StringComparer.Ordinal)
            : [];

    private byte[]? FromModule(Provider provider) => context.Gateway is { } source && _gateway.Rung(source, Words(provider)) is { } rung ? Script(rung) : null;

    private string[] Words(Provider provider) => ["credential", "--provider", provider.Id, "--home", Home.Root];

    private byte[] Script(GatewayRung rung) => CredentialScript.Write(context.System.Kind, rung, Home);

    private static bool IsLink(string path)
    {
        try
        {
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}
