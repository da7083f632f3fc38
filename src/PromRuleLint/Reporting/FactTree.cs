using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PromRuleLint.Facts;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.Reporting;

/// <summary>The facts of an expression, node by node, as an indented tree for a person.</summary>
internal static class FactTree
{
    private const int MaxText = 70;
    private const int MaxDepth = 64;

    /// <summary>Writes the tree.</summary>
    /// <param name="facts">The facts.</param>
    /// <param name="text">The text of the expression that the ranges of its nodes count in.</param>
    public static string Write(ExprFacts facts, string text)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(text);
        var tree = new StringBuilder();
        Write(tree, facts, facts.Root, text, 0);
        if (facts.Result.EmptyReason is { } reason)
        {
            tree.Append("\nwhy it returns nothing:\n");
            foreach (ReasonStep step in reason.Steps())
            {
                string place = step.Source is { } source ? $"{source.Path}:{source.GetPosition(step.SourceRange.Start)}: " : "";
                tree.Append("  ").Append(place).Append(step.Message).Append('\n');
            }
        }

        return tree.ToString();
    }

    private static void Write(StringBuilder tree, ExprFacts facts, Expr node, string text, int depth)
    {
        node = node.WithoutParens();
        NodeFacts known = facts.ForNode(node);
        string indent = new(' ', depth * 2);
        tree.Append(indent).Append(Short(node.Range.In(text))).Append('\n');
        tree.Append(indent).Append("  | ").Append(known.Presence switch
        {
            Presence.Never => "never returns anything",
            Presence.Always => "always returns something",
            _ => "may return something",
        });
        if (node.Type != ExprType.String)
        {
            tree.Append(known.Presence == Presence.Never ? "; values would be: " : "; values: ").Append(known.Value);
        }

        tree.Append('\n');
        if (node.Type is ExprType.Vector or ExprType.Matrix)
        {
            tree.Append(indent).Append("  | labels: ").Append(Labels(known.Labels)).Append('\n');
        }

        if (known.ValueReason is { } reason)
        {
            WriteReason(tree, indent, reason, onlyDeclared: false);
        }

        if (node.Kind == ExprKind.VectorSelector)
        {
            foreach (Reason why in known.Labels.Named.Select(static label => label.Fact.Reason).Append(known.Labels.Others.Reason).OfType<Reason>())
            {
                WriteReason(tree, indent, why, onlyDeclared: true);
            }
        }

        for (int i = 0; i < node.ChildCount && depth < MaxDepth; i++)
        {
            if (node is not MatrixSelector)
            {
                Write(tree, facts, node.GetChild(i), text, depth + 1);
            }
        }
    }

    private static void WriteReason(StringBuilder tree, string indent, Reason reason, bool onlyDeclared)
    {
        ImmutableArray<ReasonStep> steps = reason.Steps(2);
        SourceText? declaredIn = steps.Length > 1 ? steps[1].DeclaredIn : null;
        if (steps is not [{ Message.Length: > 0 } first, ..] || (onlyDeclared && declaredIn is null))
        {
            return;
        }

        tree.Append(indent).Append("  | ").Append(first.Message);
        if (declaredIn is not null)
        {
            tree.Append(CultureInfo.InvariantCulture, $" ({declaredIn.Path}:{declaredIn.GetPosition(steps[1].Range.Start)})");
        }

        tree.Append('\n');
    }

    private static string Labels(LabelFacts labels)
    {
        IEnumerable<string> named = labels.Named
            .OrderBy(static label => label.Name, StringComparer.Ordinal)
            .Select(static label => label.Fact.IsImpossible ? $"no {label.Name}" : string.Create(CultureInfo.InvariantCulture, $"{label.Name}{(label.Fact.IsPresent ? "" : "?")} = {label.Fact.Values}"));
        return string.Join("; ", named.Append(labels.Others.IsImpossible ? "no others" : "others possible"));
    }

    private static string Short(ReadOnlySpan<char> text) => Excerpt.OneLine(text, longest: MaxText, kept: MaxText - 1);
}
