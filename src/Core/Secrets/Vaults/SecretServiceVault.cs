using System;
using System.IO;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Secrets.Vaults;

/// <summary>Passwords in the default collection of the desktop's Secret Service.</summary>
internal sealed class SecretServiceVault(HostSystem system, string scope, TimeSpan? patience = null) : ISecretVault
{
    private static readonly TimeSpan ForAPerson = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ForNobody = TimeSpan.FromSeconds(5);

    public string? Get(string name) => Run(name, static call => call.Lookup());

    public void Set(string name, string value) => Run(name, call => call.Store(value));

    public void Remove(string name) => Run(name, static call => call.Clear());

    // Where there is a screen, a locked keyring asks for its password there, and somebody types it.
    private TimeSpan Patience => patience ?? ((system.Variable("DISPLAY") ?? system.Variable("WAYLAND_DISPLAY")) is null ? ForNobody : ForAPerson);

    private string? Run(string name, Func<SecretServiceCall, string?> action)
    {
        if (system.Variable("DBUS_SESSION_BUS_ADDRESS") is null && !File.Exists(Path.Combine(system.Variable("XDG_RUNTIME_DIR") ?? "/nowhere", "bus")))
            throw new SecretVaultException("cannot be reached: this login has no D-Bus session");
        if (name.Contains('\0'))
            throw new ArgumentException("A name cannot hold a NUL.", nameof(name));
        return SecretServiceCall.Run(scope, name, action, Patience);
    }
}
