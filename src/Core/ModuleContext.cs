using System;
using ClaudeDesktop.Desktop;
using ClaudeDesktop.Desktop.App;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Providers;
using ClaudeDesktop.Secrets;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop;

/// <summary>The parts that every command works with, put together once for a machine, a data folder and a clock.</summary>
public sealed class ModuleContext
{
    private readonly Lazy<DesktopPaths> _paths;

    public ModuleContext(HostSystem system, DataHome home, IFileOperations files, Func<DateTimeOffset> clock, ISecretStore? secrets = null)
    {
        System = system;
        Home = home;
        Files = files;
        Clock = clock;
        Store = new ProviderStore(home, files);
        Secrets = secrets ?? SecretStores.Open(system, home, files);
        _paths = new Lazy<DesktopPaths>(() => DesktopPaths.Locate(system));
        App = AppControl.Of(system);
    }

    public HostSystem System { get; }

    public DataHome Home { get; }

    public IFileOperations Files { get; }

    public Func<DateTimeOffset> Clock { get; }

    public ProviderStore Store { get; }

    public ISecretStore Secrets { get; }

    /// <summary>The user's own vaults; null where nobody can ask them.</summary>
    public IKeyVault? Vault { get; set; }

    /// <summary>Where the module that is in use ships its gateway; null where that is not known.</summary>
    public GatewaySource? Gateway { get; set; }

    /// <summary>The providers' keys, wherever they are.</summary>
    public ProviderKeys Keys => new(Secrets, System, Vault);

    /// <summary>Lets keys lie in a file of mode 0600 where the system has no store that works; remembered for every process.</summary>
    public void AllowFileStore() => (Secrets as UserSecretStore)?.AllowFile();

    /// <summary>Claude Desktop's files. Fails where Claude Desktop does not exist.</summary>
    public DesktopPaths Paths => _paths.Value;

    /// <summary>The Claude Desktop that is installed on the machine.</summary>
    internal AppControl App { get; init; }

    /// <summary>This machine and this user, as the environment says now.</summary>
    public static ModuleContext Current() =>
        new(HostSystem.Current, DataHome.Locate(HostSystem.Current), new FileOperations(), () => DateTimeOffset.Now);

    /// <summary>This machine and another user of it, whose data and settings lie where they do by default: this process's variables are not that user's.</summary>
    public static ModuleContext Of(UserHome home) => Of(home, HostSystem.Current, new FileOperations(home), () => DateTimeOffset.Now);

    internal static ModuleContext Of(UserHome home, HostSystem machine, IFileOperations files, Func<DateTimeOffset> clock)
    {
        var system = new OtherUserSystem(machine, home);
        return new ModuleContext(system, DataHome.Locate(system), files, clock);
    }
}
