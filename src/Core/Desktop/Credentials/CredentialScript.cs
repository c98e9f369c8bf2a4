using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using ClaudeDesktop.GatewayControl;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.Desktop.Credentials;

/// <summary>
/// The few lines that Claude Desktop runs for a key. They hold no key, and name everything by its whole path: a program that a desktop
/// starts has next to nothing on its PATH.
/// </summary>
internal static class CredentialScript
{
    private const string Notice = "Prints a provider's key for Claude Desktop. Written by ClaudeDesktop for PowerShell, and written anew where it was changed.";

    // A batch file knows where it lies, so that no character of the folder's own path is ever read as part of a command.
    private const string WindowsHome = "%~dp0..";

    public static byte[] Write(SystemKind system, GatewayRung rung, DataHome home)
    {
        IEnumerable<string> words = [rung.FileName, .. rung.Arguments];
        return Encoding.UTF8.GetBytes(system == SystemKind.Windows ? Windows(words, rung.Environment, home.Root) : Unix(words, rung.Environment));
    }

    /// <summary>The program that a script runs; null where it is none of ours.</summary>
    public static string? ProgramOf(SystemKind system, string script, DataHome home) => system == SystemKind.Windows ? WindowsProgram(script, home) : UnixProgram(script);

    /// <summary>A word as sh takes it literally.</summary>
    public static string QuoteForSh(string word) => "'" + word.Replace("'", @"'\''") + "'";

    /// <summary>A word as cmd takes it literally in a batch file. No path of Windows can hold a quotation mark.</summary>
    public static string QuoteForCmd(string word) => "\"" + word.Replace("%", "%%") + "\"";

    private static string Unix(IEnumerable<string> words, IReadOnlyDictionary<string, string> environment)
    {
        var exports = string.Concat(environment.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"export {pair.Key}={QuoteForSh(pair.Value)}\n"));
        return $"#!/bin/sh\n# {Notice}\n{exports}exec {string.Join(" ", words.Select(QuoteForSh))}\n";
    }

    private static string Windows(IEnumerable<string> words, IReadOnlyDictionary<string, string> environment, string home)
    {
        var line = string.Join(" ", words.Select(word => Relative(word, home)));
        var sets = string.Concat(environment.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"set {QuoteForCmd($"{pair.Key}={pair.Value}")}\r\n"));

        // cmd reads a batch file in the console's code page.
        var page = line.All(c => c < 128) ? "" : "chcp 65001 >nul\r\n";
        return $"@echo off\r\nrem {Notice}\r\nsetlocal DisableDelayedExpansion\r\n{sets}{page}{line}\r\nexit /b %errorlevel%\r\n";
    }

    private static string Relative(string word, string home)
    {
        var root = home.TrimEnd('\\');
        if (word.TrimEnd('\\') == root)
            return $"\"{WindowsHome}\"";
        return word.StartsWith(root + "\\", StringComparison.Ordinal) ? $"\"{WindowsHome}{word.Substring(root.Length).Replace("%", "%%")}\"" : QuoteForCmd(word);
    }

    private static string? UnixProgram(string script)
    {
        const string Begin = "\nexec '";
        var start = script.IndexOf(Begin, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var rest = script.Substring(start + Begin.Length).Replace(@"'\''", "\0");
        var end = rest.IndexOf('\'');
        return end < 0 ? null : rest.Substring(0, end).Replace('\0', '\'');
    }

    private static string? WindowsProgram(string script, DataHome home)
    {
        var start = script.IndexOf("\n\"", StringComparison.Ordinal);
        var end = start < 0 ? -1 : script.IndexOf('"', start + 2);
        if (end < 0)
            return null;
        var word = script.Substring(start + 2, end - start - 2);
        return word.StartsWith(WindowsHome + "\\", StringComparison.Ordinal)
            ? home.Root.TrimEnd('\\') + word.Substring(WindowsHome.Length).Replace("%%", "%")
            : word.Replace("%%", "%");
    }
}
