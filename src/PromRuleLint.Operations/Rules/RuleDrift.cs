using System.Collections.Immutable;
using PromRuleLint.PromQL;

namespace PromRuleLint.Operations.Rules;

/// <summary>What a server has loaded against what the files hold: groups, rules, expressions, labels, durations, in order.</summary>
internal static class RuleDrift
{
    /// <summary>The differences, for a person; empty where there is none.</summary>
    /// <param name="files">The groups of the files.</param>
    /// <param name="server">The groups of the server.</param>
    /// <param name="display">How a file is named.</param>
    public static IEnumerable<string> Compare(IEnumerable<RuleGroupRecord> files, IEnumerable<RuleGroupRecord> server, Func<string, string> display)
    {
        var loaded = new Dictionary<(string, string), RuleGroupRecord>();
        foreach (RuleGroupRecord group in server)
        {
            loaded[(group.File, group.Name)] = group;
        }

        foreach (RuleGroupRecord group in files)
        {
            if (!loaded.Remove((group.File, group.Name), out RuleGroupRecord? other))
            {
                yield return $"the server has no group '{group.Name}' of {display(group.File)}";
                continue;
            }

            foreach (string difference in Compare(group, other))
            {
                yield return $"group '{group.Name}' of {display(group.File)}: {difference}";
            }
        }

        foreach (RuleGroupRecord group in loaded.Values)
        {
            yield return $"the server has a group '{group.Name}' of {display(group.File)} that no file holds";
        }
    }

    private static IEnumerable<string> Compare(RuleGroupRecord file, RuleGroupRecord server)
    {
        if (file.Interval is { } interval && interval != TimeSpan.Zero && server.Interval != interval)
        {
            yield return $"it is evaluated every {Text(server.Interval ?? TimeSpan.Zero)}, not every {Text(interval)}";
        }

        int count = Math.Max(file.Rules.Length, server.Rules.Length);
        for (int i = 0; i < count; i++)
        {
            if (i >= server.Rules.Length)
            {
                yield return $"the server has no {file.Rules[i]} at place {i + 1}";
            }
            else if (i >= file.Rules.Length)
            {
                yield return $"the server has {server.Rules[i]} at place {i + 1} too";
            }
            else if (Difference(file.Rules[i], server.Rules[i]) is { } difference)
            {
                yield return difference;
            }
        }
    }

    private static string? Difference(RuleRecord file, RuleRecord server)
    {
        if (file.IsAlert != server.IsAlert || file.Name != server.Name)
        {
            return $"the server has {server} where the file has {file}";
        }

        if (file.Expression != server.Expression)
        {
            return $"{file} has the expression '{server.Expression}' on the server and '{file.Expression}' in the file";
        }

        if (Difference("label", file.Labels, server.Labels) is { } label)
        {
            return $"{file}: {label}";
        }

        if (Difference("annotation", file.Annotations, server.Annotations) is { } annotation)
        {
            return $"{file}: {annotation}";
        }

        return file.For != server.For ? $"{file} has for: {Text(server.For)} on the server and {Text(file.For)} in the file"
            : file.KeepFiringFor != server.KeepFiringFor ? $"{file} has keep_firing_for: {Text(server.KeepFiringFor)} on the server and {Text(file.KeepFiringFor)} in the file"
            : null;
    }

    private static string? Difference(string what, ImmutableSortedDictionary<string, string> file, ImmutableSortedDictionary<string, string> server)
    {
        foreach (string name in file.Keys.Union(server.Keys, StringComparer.Ordinal))
        {
            string? inFile = file.GetValueOrDefault(name);
            string? onServer = server.GetValueOrDefault(name);
            if (inFile != onServer)
            {
                return $"the {what} '{name}' is {Quoted(onServer)} on the server and {Quoted(inFile)} in the file";
            }
        }

        return null;
    }

    private static string Quoted(string? text) => text is null ? "not there" : $"\"{text}\"";

    private static string Text(TimeSpan value) => PrometheusDuration.Format(value);
}
