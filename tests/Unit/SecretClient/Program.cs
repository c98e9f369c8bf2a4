using System;
using System.Globalization;
using ClaudeDesktop;

// Another process that uses a user's secrets: what a test asks of it stands in its arguments, three for each step.
// It answers with one line a step: what it read, "done", or the error's code.
var secrets = ModuleContext.Current().Secrets;
for (var i = 0; i + 2 < args.Length; i += 3)
    Console.WriteLine(Step(args[i], args[i + 1], args[i + 2]));

string Step(string verb, string name, string value)
{
    try
    {
        switch (verb)
        {
            case "get":
                return secrets.Get(name) ?? "nothing";
            case "add":
                return secrets.GetOrAdd(name, () => value + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            case "remove":
                secrets.Remove(name);
                return "done";
            case "many":
                for (var number = 0; number < int.Parse(value, CultureInfo.InvariantCulture); number++)
                    secrets.Set($"{name}{number}", $"{name}-{number}");
                return "done";
            case "wait":
                Console.In.ReadToEnd();
                return "done";
            default:
                secrets.Set(name, value);
                return "done";
        }
    }
    catch (ClaudeDesktopException e)
    {
        return $"{e.Code}: {e.Message}";
    }
}
