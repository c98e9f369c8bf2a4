using System.Text;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>A file in which the operating system reads what to run.</summary>
/// <param name="Path">Where it belongs.</param>
/// <param name="Text">What it says.</param>
/// <param name="IsTemporary">Whether the system only reads it once, while it is registered.</param>
public sealed record RegistrationFile(string Path, string Text, bool IsTemporary = false)
{
    /// <summary>As the system wants it: Task Scheduler in UTF-16, the others in UTF-8 without a mark.</summary>
    public byte[] Bytes() => IsTemporary ? [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text)] : new UTF8Encoding(false).GetBytes(Text);
}
