using System.Numerics;

namespace PromRuleLint.Templates.Execution;

/// <summary>How Go's <c>reflect</c> describes the values of templates.</summary>
internal static class GoTypes
{
    /// <summary>The type as errors and <c>%T</c> name it.</summary>
    public static string NameOf(object? value) => value switch
    {
        null => "<nil>",
        string => "string",
        bool => "bool",
        long => "int",
        byte => "uint8",
        double => "float64",
        Complex => "complex128",
        TemplateValue typed => typed.TypeName,
        _ => value.GetType().Name,
    };

    /// <summary>Whether a value counts as true: it is not the zero value of its type.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null or NilValue => false,
        string text => text.Length > 0,
        bool truth => truth,
        long number => number != 0,
        byte number => number != 0,
        double number => number != 0,
        Complex number => number != Complex.Zero,
        LabelMap map => map.Count > 0,
        ArgumentMap map => map.Count > 0,
        SampleList list => list.Samples.Length > 0,
        HtmlValue html => html.Text.Length > 0,
        NamedNumber named => named.Number != 0,
        _ => true,
    };
}
