using System;
using System.Collections.Generic;
using ClaudeDesktop.GatewayControl.Registration;

namespace ClaudeDesktop.Tests.Support;

/// <summary>What there is to register: plain, and with everything in its names that some system reads as something else.</summary>
internal static class RegistrationRequests
{
    private static readonly Dictionary<string, string> Tuning = new() { ["DOTNET_gcConcurrent"] = "0" };

    public static RegistrationRequest Windows(RegistrationScope scope = RegistrationScope.User) => Of(
        scope, @"C:\Users\Ada O'Neill\AppData\Local\ClaudeDesktop.PS\bin\1.2.3\win-x64\ClaudeDesktop.Gateway.exe", @"CLAUDEDESKTOP_HOME=C:\Users\Ada ""& <Co>"" 50%\日本語\");

    public static RegistrationRequest Unix(RegistrationScope scope = RegistrationScope.User) => Of(
        scope, "/home/ada & co/<50%>/$HOME/it's \"q\"/日本語\\x/ClaudeDesktop.Gateway", "CLAUDEDESKTOP_HOME=/home/ada & co/<50%>/$HOME/${PATH}/it's \"q\"/日本語\\x");

    public static RegisteredProgram Plain(string program) => new(program, ["serve", "--registered"], new Dictionary<string, string>());

    private static RegistrationRequest Of(RegistrationScope scope, string program, string variable) => new()
    {
        Scope = scope,
        Account = @"CORP\ada",
        Gateway = new(program, ["serve", "--registered", "--variable", variable], Tuning),
        Repair = new(program, ["repair", "--variable", variable], Tuning),
        RepairInterval = TimeSpan.FromMinutes(90),
    };
}
