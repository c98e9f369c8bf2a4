using System;

namespace ClaudeDesktop.Secrets.Vaults;

/// <summary>Why a system's store refused, in words that go on after its name: "is locked", "cannot be reached".</summary>
#pragma warning disable CA1032, CA1064 // It never leaves this assembly.
internal sealed class SecretVaultException(string message, Exception? cause = null) : Exception(message, cause);
#pragma warning restore CA1032, CA1064
