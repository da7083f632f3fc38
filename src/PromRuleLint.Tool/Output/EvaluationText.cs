using System.Globalization;
using PromRuleLint.Evaluation;
using PromRuleLint.PromQL.Printing;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Reporting;

namespace PromRuleLint.Tool.Output;

/// <summary>The result of an evaluation for a person: one element or sample a line, then what the engine says beside it.</summary>
internal static class EvaluationText
{
    public static void Write(TextWriter writer, string expression, EvaluationResult result)
    {
        switch (result.Type)
        {
            case ExprType.Scalar:
                writer.WriteLine(GoText.Shortest(result.Scalar));
                break;
            case ExprType.String:
                writer.WriteLine(VisibleText.Lines(result.String));
                break;
            case ExprType.Vector:
                foreach (VectorElement element in result.Vector)
                {
                    writer.WriteLine($"{element.Labels} {element.Histogram?.ToString() ?? GoText.Shortest(element.Value)}");
                }

                break;
            default:
                WriteMatrix(writer, result);
                break;
        }

        foreach (EvaluationAnnotation annotation in result.Annotations)
        {
            writer.WriteLine(annotation.ToString(expression));
        }
    }

    private static void WriteMatrix(TextWriter writer, EvaluationResult result)
    {
        foreach (MatrixSeries series in result.Matrix)
        {
            writer.WriteLine(series.Labels);
            foreach (Sample sample in series.Samples)
            {
                string time = (sample.Time / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
                writer.WriteLine($"  @{time} {sample.Histogram?.ToString() ?? GoText.Shortest(sample.Value)}");
            }
        }
    }
}
