namespace ClaudeDesktop.Secrets.Vaults;

/// <summary>What a value becomes before it is written to a file.</summary>
internal interface IValueProtector
{
    string Protect(string name, string value);

    string Unprotect(string name, string text);
}
