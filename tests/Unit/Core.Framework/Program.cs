using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace ClaudeDesktop.Tests;

/// <summary>Runs each fact, and prints a line for each: passed, failed or skipped. xunit's own runner does not start on Mono.</summary>
internal static class Program
{
    private static int Main(string[] filter)
    {
        var cases = typeof(Program).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && filter.All(part => type.FullName!.Contains(part)))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => type.GetMethods().SelectMany(method => Rows(method).Select(row => (type, method, row))))
            .ToList();
        var outcomes = cases.Select(one => Run(one.type, one.method, one.row)).ToList();
        return outcomes.Contains(false) || outcomes.Count == 0 ? 1 : 0;
    }

    private static IEnumerable<object?[]> Rows(MethodInfo method)
    {
        if (method.GetCustomAttribute<FactAttribute>() is not { } fact)
            return [];
        return fact is TheoryAttribute
            ? method.GetCustomAttributes<InlineDataAttribute>().Select(row => row.Data).Concat(method.GetCustomAttributes<MemberDataAttribute>().SelectMany(row => Member(method, row)))
            : [[]];
    }

    private static IEnumerable<object?[]> Member(MethodInfo method, MemberDataAttribute source)
    {
        const BindingFlags Anywhere = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;
        var type = source.MemberType ?? method.ReflectedType!;
        var rows = type.GetProperty(source.MemberName, Anywhere)?.GetValue(null) ?? type.GetMethod(source.MemberName, Anywhere)?.Invoke(null, source.Arguments);
        return ((System.Collections.IEnumerable)(rows ?? Array.Empty<object>())).Cast<object>().Select(row => row as object?[] ?? ((ITheoryDataRow)row).GetData());
    }

    private static bool Run(Type type, MethodInfo method, object?[] row)
    {
        var name = $"{type.Name}.{method.Name}{(row.Length > 0 ? $"({string.Join(", ", row)})" : "")}".Replace('\n', ' ').Replace('\r', ' ');
        object? instance = null;
        try
        {
            if (method.GetCustomAttribute<FactAttribute>() is { Skip: { } reason })
                throw new InvalidOperationException("$XunitDynamicSkip$" + reason);
            instance = Activator.CreateInstance(type);
            if (method.Invoke(instance, row) is Task task)
                task.GetAwaiter().GetResult();
            Console.WriteLine($"passed {name}");
        }
        catch (Exception e)
        {
            var cause = e is TargetInvocationException { InnerException: { } inner } ? inner : e;
            var isSkip = cause.Message.StartsWith("$XunitDynamicSkip$", StringComparison.Ordinal);
            Console.WriteLine(isSkip ? $"skipped {name}: {cause.Message.Substring(18)}" : $"failed {name}: {cause.ToString().Replace('\n', ' ').Replace('\r', ' ')}");
            return isSkip;
        }
        finally
        {
            (instance as IDisposable)?.Dispose();
        }

        return true;
    }
}
