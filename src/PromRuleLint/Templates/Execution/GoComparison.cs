using System.Numerics;

namespace PromRuleLint.Templates.Execution;

/// <summary>The comparison functions of templates, which compare values of one kind only.</summary>
internal static class GoComparison
{
    private enum Kind
    {
        Other,
        Bool,
        Complex,
        Integer,
        Unsigned,
        Float,
        Text,
    }

    /// <summary><c>eq</c>: whether the first value equals one of the others.</summary>
    public static object Equal(object?[] values)
    {
        if (values.Length < 2)
        {
            throw new TemplateExecutionException("missing argument for comparison");
        }

        for (int i = 1; i < values.Length; i++)
        {
            if (AreEqual(Direct(values[0]), Direct(values[i])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>lt</c>.</summary>
    public static bool IsLess(object? left, object? right)
    {
        (left, right) = (Direct(left), Direct(right));
        Kind kind = BasicKind(left);
        Kind other = BasicKind(right);
        if (kind == Kind.Other || other == Kind.Other)
        {
            throw new TemplateExecutionException("invalid type for comparison");
        }

        if (kind != other && !(kind is Kind.Integer or Kind.Unsigned && other is Kind.Integer or Kind.Unsigned))
        {
            throw Incompatible(left, right);
        }

        return kind switch
        {
            Kind.Float => (double)left! < (double)right!,
            Kind.Integer or Kind.Unsigned => ToInteger(left!) < ToInteger(right!),
            Kind.Text => string.CompareOrdinal(TextOf(left!), TextOf(right!)) < 0,
            _ => throw new TemplateExecutionException("invalid type for comparison"),
        };
    }

    private static bool AreEqual(object? left, object? right)
    {
        Kind kind = BasicKind(left);
        Kind other = BasicKind(right);
        if (kind != other)
        {
            return kind is Kind.Integer or Kind.Unsigned && other is Kind.Integer or Kind.Unsigned
                ? ToInteger(left!) == ToInteger(right!)
                : left is not null && right is not null ? throw Incompatible(left, right) : false;
        }

        switch (kind)
        {
            case Kind.Float:
                return (double)left! == (double)right!;
            case Kind.Text:
                return TextOf(left!) == TextOf(right!);
            case Kind.Bool or Kind.Complex or Kind.Integer or Kind.Unsigned:
                return left!.Equals(right);
        }

        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        if (left is LabelMap or ArgumentMap or SampleList || right is LabelMap or ArgumentMap or SampleList)
        {
            throw new TemplateExecutionException($"non-comparable type {GoPrinter.Print([right])}: {GoTypes.NameOf(right)}");
        }

        return ReferenceEquals(left, right);
    }

    private static TemplateExecutionException Incompatible(object? left, object? right) =>
        new($"incompatible types for comparison: {GoTypes.NameOf(left)} and {GoTypes.NameOf(right)}");

    private static object? Direct(object? value) => ReferenceEquals(value, NilValue.Interface) ? null : value;

    private static Kind BasicKind(object? value) => value switch
    {
        bool => Kind.Bool,
        Complex => Kind.Complex,
        long or NamedNumber => Kind.Integer,
        byte => Kind.Unsigned,
        double => Kind.Float,
        string or HtmlValue => Kind.Text,
        _ => Kind.Other,
    };

    private static long ToInteger(object value) => value switch
    {
        byte number => number,
        NamedNumber named => named.Number,
        _ => (long)value,
    };

    private static string TextOf(object value) => value is HtmlValue html ? html.Text : (string)value;
}
