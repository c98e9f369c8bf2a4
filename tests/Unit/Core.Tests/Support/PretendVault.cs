using System;
using System.Collections.Generic;
using System.IO;
using ClaudeDesktop.Secrets.Vaults;

namespace ClaudeDesktop.Tests.Support;

/// <summary>Another system's store: values in memory, and a change that never comes about where a test wants that.</summary>
internal sealed class PretendVault : ISecretVault
{
    public Dictionary<string, string> Values { get; } = [];

    /// <summary>Why it cannot be used; null where it can.</summary>
    public string? Refusal { get; set; }

    /// <summary>The change that kills the process that makes it, counted from 1; 0 for none.</summary>
    public int Deadly { get; set; }

    public int Changes { get; private set; }

    /// <summary>What becomes of a value on the way.</summary>
    public Func<string, string> Distortion { get; set; } = value => value;

    public string? Get(string name) => Refusal is null ? Values.GetValueOrDefault(name) : throw new SecretVaultException(Refusal);

    public void Set(string name, string value) => Change(() => Values[name] = Distortion(value));

    public void Remove(string name) => Change(() => Values.Remove(name));

    private void Change(Action change)
    {
        if (Refusal is not null)
            throw new SecretVaultException(Refusal);
        if (++Changes == Deadly)
            throw new EndOfStreamException("killed");
        change();
    }
}
