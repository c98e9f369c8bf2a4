using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using ClaudeDesktop.GatewayControl.Registration;
using ClaudeDesktop.Tests.Support;
using Xunit;

namespace ClaudeDesktop.Tests.GatewayControl.Registration;

/// <summary>Task Scheduler refuses a task with an element that it does not know, or one in the wrong place.</summary>
public class TaskSchemaTests
{
    private static readonly XNamespace Task = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    // Of each element, the children that the documentation of version 1.2 names, in its order.
    private static readonly Dictionary<string, string[]> Children = new()
    {
        ["Task"] = ["RegistrationInfo", "Triggers", "Principals", "Settings", "Data", "Actions"],
        ["RegistrationInfo"] = ["URI", "SecurityDescriptor", "Source", "Date", "Author", "Version", "Description", "Documentation"],
        ["Triggers"] = ["BootTrigger", "RegistrationTrigger", "IdleTrigger", "TimeTrigger", "EventTrigger", "LogonTrigger", "SessionStateChangeTrigger", "CalendarTrigger"],
        ["LogonTrigger"] = ["Enabled", "StartBoundary", "EndBoundary", "Repetition", "ExecutionTimeLimit", "UserId", "Delay"],
        ["TimeTrigger"] = ["Enabled", "StartBoundary", "EndBoundary", "Repetition", "ExecutionTimeLimit", "RandomDelay"],
        ["Repetition"] = ["Interval", "Duration", "StopAtDurationEnd"],
        ["Principals"] = ["Principal"],
        ["Principal"] = ["UserId", "LogonType", "GroupId", "DisplayName", "RunLevel"],
        ["Settings"] =
        [
            "AllowStartOnDemand", "RestartOnFailure", "MultipleInstancesPolicy", "DisallowStartIfOnBatteries", "StopIfGoingOnBatteries", "AllowHardTerminate",
            "StartWhenAvailable", "NetworkProfileName", "RunOnlyIfNetworkAvailable", "WakeToRun", "Enabled", "Hidden", "DeleteExpiredTaskAfter", "IdleSettings",
            "NetworkSettings", "ExecutionTimeLimit", "Priority", "RunOnlyIfIdle",
        ],
        ["RestartOnFailure"] = ["Interval", "Count"],
        ["Actions"] = ["Exec", "ComHandler", "SendEmail", "ShowMessage"],
        ["Exec"] = ["Command", "Arguments", "WorkingDirectory"],
    };

    private static readonly string[] Tasks =
    [
        ScheduledTasks.Gateway(RegistrationRequests.Windows()),
        ScheduledTasks.Repair(RegistrationRequests.Windows()),
        ScheduledTasks.Gateway(RegistrationRequests.Windows(RegistrationScope.AllUsers)),
        ScheduledTasks.Repair(RegistrationRequests.Windows(RegistrationScope.AllUsers)),
    ];

    [Fact]
    public void Every_element_is_one_that_is_documented_and_stands_where_it_is_documented()
    {
        foreach (var task in Tasks)
            Assert.Empty(Problems(XElement.Parse(task)));
    }

    [Fact]
    public void The_check_sees_an_unknown_element_and_a_wrong_order()
    {
        var task = XElement.Parse(Tasks[0]);
        task.Descendants(Task + "Exec").Single().Add(new XElement(Task + "Kommand"));
        var trigger = task.Descendants(Task + "LogonTrigger").Single();
        trigger.Add(trigger.Element(Task + "Enabled"));
        trigger.Element(Task + "Enabled")!.Remove();
        Assert.Equal(["Exec has Kommand", "LogonTrigger: UserId stands before Enabled"], Problems(task).Order());
    }

    [Fact]
    public void The_actions_run_as_the_principal_that_is_there()
    {
        foreach (var task in Tasks.Select(XElement.Parse))
            Assert.Equal((string)task.Descendants(Task + "Principal").Single().Attribute("id")!, (string)task.Element(Task + "Actions")!.Attribute("Context")!);
    }

    [Fact]
    public void The_command_line_holds_the_arguments_as_Windows_reads_them()
    {
        var exec = XElement.Parse(Tasks[0]).Descendants(Task + "Exec").Single();
        Assert.Equal(RegistrationRequests.Windows().Gateway.FileName, exec.Element(Task + "Command")!.Value);
        Assert.Equal(@"serve --registered --variable ""CLAUDEDESKTOP_HOME=C:\Users\Ada \""& <Co>\"" 50%\日本語\\""", exec.Element(Task + "Arguments")!.Value);
    }

    private static IEnumerable<string> Problems(XElement element)
    {
        if (element.Name.Namespace != Task)
            yield return $"{element.Name} is of another namespace";
        if (!Children.TryGetValue(element.Name.LocalName, out var known))
        {
            if (element.HasElements)
                yield return $"{element.Name.LocalName} has children";
            yield break;
        }

        var places = new List<(string Name, int Place)>();
        foreach (var child in element.Elements())
        {
            var place = System.Array.IndexOf(known, child.Name.LocalName);
            if (place < 0)
                yield return $"{element.Name.LocalName} has {child.Name.LocalName}";
            else
                places.Add((child.Name.LocalName, place));
            foreach (var problem in place < 0 ? [] : Problems(child))
                yield return problem;
        }

        foreach (var (first, second) in places.Zip(places.Skip(1)).Where(pair => pair.First.Place >= pair.Second.Place))
            yield return $"{element.Name.LocalName}: {first.Name} stands before {second.Name}";
    }
}
