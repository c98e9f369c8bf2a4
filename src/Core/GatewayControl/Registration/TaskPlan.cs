using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ClaudeDesktop.Storage;

namespace ClaudeDesktop.GatewayControl.Registration;

/// <summary>How a gateway is registered with Task Scheduler: for one user, or for the group of all who may sign in.</summary>
internal static class TaskPlan
{
    public static RegistrationPlan Of(RegistrationRequest request, HostSystem system, string workFolder)
    {
        RefuseVariables(request.Gateway);

        // All users share one list of tasks.
        var owner = request.Scope == RegistrationScope.AllUsers ? "" : $" ({request.Account.Replace('\\', '.')})";
        return new RegistrationPlan(
            RegistrationKind.TaskScheduler,
            [
                Part(request, $"ClaudeDesktop.PS gateway{request.Suffix}{owner}", system.Join(workFolder, "gateway.task.xml"), ScheduledTasks.Gateway(request)),
                Part(
                    request,
                    $"ClaudeDesktop.PS repair{request.Suffix}{owner}",
                    system.Join(workFolder, "repair.task.xml"),
                    request.Repair is null ? "" : ScheduledTasks.Repair(request)) with { IsWanted = request.Repair is not null },
            ]);
    }

    // Task Scheduler knows no way to keep such a name as it stands.
    private static void RefuseVariables(RegisteredProgram program)
    {
        IEnumerable<string> texts = [program.FileName, .. program.Arguments];
        if (texts.Select(text => Regex.Match(text, "%[^%]+%", RegexOptions.CultureInvariant)).FirstOrDefault(match => match.Success) is { } found)
            throw RegistrationErrors.ReadAsVariable(texts.First(text => text.Contains(found.Value)), found.Value);
    }

    private static RegistrationPart Part(RegistrationRequest request, string name, string path, string text)
    {
        var end = new RegistrationStep("schtasks.exe", ["/End", "/TN", name]) { MayFail = true };
        return new(
            name,
            [new RegistrationFile(path, text, IsTemporary: true)],
            [
                end,
                new RegistrationStep("schtasks.exe", ["/Create", "/TN", name, "/XML", path, "/F"]),
                new RegistrationStep("schtasks.exe", ["/Run", "/TN", name]) { MayFail = request.Scope == RegistrationScope.AllUsers },
            ],
            [end, new RegistrationStep("schtasks.exe", ["/Delete", "/TN", name, "/F"]) { MayFail = true }]);
    }
}
