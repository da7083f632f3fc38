using PromRuleLint.Text;

namespace PromRuleLint.Evaluation;

/// <summary>Collects what an evaluation has to say beside its result, each message once; its last place stands.</summary>
internal sealed class AnnotationSet
{
    private readonly Dictionary<(AnnotationSeverity, string), EvaluationAnnotation> _all = [];
    private readonly Dictionary<string, ForcedMonotonicity> _forced = [];

    public void Add(EvaluationAnnotation annotation) => _all[(annotation.Severity, annotation.Message)] = annotation;

    public void Warn(string message, TextRange range) => Add(new EvaluationAnnotation(AnnotationSeverity.Warning, message, range));

    public void Inform(string message, TextRange range) => Add(new EvaluationAnnotation(AnnotationSeverity.Info, message, range));

    /// <summary>Buckets whose counts fell and were raised; one annotation a message, with the range of times and buckets.</summary>
    public void InformForcedMonotonicity(string metricName, TextRange range, ForcedMonotonicity detail)
    {
        string message = Messages.ForcedMonotonicity(metricName);
        _forced[message] = _forced.TryGetValue(message, out ForcedMonotonicity known) ? known.With(detail) : detail;
        _all[(AnnotationSeverity.Info, message)] = new(AnnotationSeverity.Info, message + _forced[message], range);
    }

    public IEnumerable<EvaluationAnnotation> InOrder() =>
        _all.Values.OrderBy(static a => a.Range.Start).ThenBy(static a => a.Range.End).ThenBy(static a => a.Message, StringComparer.Ordinal);
}
