using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks;

/// <summary>Where a check registers what it wants to see. The registrations are the dispatch table of the one walk over each expression.</summary>
public sealed class AnalysisContext
{
    private static readonly int KindCount = Enum.GetValues<ExprKind>().Length;
    private readonly List<Registration<ExpressionContext>>[] _expression = new List<Registration<ExpressionContext>>[KindCount];

    internal AnalysisContext()
    {
        for (int i = 0; i < _expression.Length; i++)
        {
            _expression[i] = [];
        }
    }

    internal List<Registration<RuleContext>> RuleActions { get; } = [];

    internal List<Registration<GroupContext>> GroupActions { get; } = [];

    internal List<Registration<FileContext>> FileActions { get; } = [];

    internal List<Registration<TemplateContext>> TemplateActions { get; } = [];

    internal List<Registration<TestFileContext>> TestFileActions { get; } = [];

    internal List<Registration<RuleSetContext>> RuleSetActions { get; } = [];

    internal List<Registration<RuleSetContext>> RunActions { get; } = [];

    internal Check? Current { get; set; }

    /// <summary>Registers an action for each node of the given kinds in each rule's expression.</summary>
    public void RegisterExpressionAction(Action<ExpressionContext> action, params ReadOnlySpan<ExprKind> kinds)
    {
        foreach (ExprKind kind in kinds)
        {
            _expression[(int)kind].Add(new(Current!, action));
        }
    }

    /// <summary>Registers an action for each rule.</summary>
    public void RegisterRuleAction(Action<RuleContext> action) => RuleActions.Add(new(Current!, action));

    /// <summary>Registers an action for each group.</summary>
    public void RegisterGroupAction(Action<GroupContext> action) => GroupActions.Add(new(Current!, action));

    /// <summary>Registers an action for each rule file.</summary>
    public void RegisterFileAction(Action<FileContext> action) => FileActions.Add(new(Current!, action));

    /// <summary>Registers an action for each template: the label values and annotations of alerting rules; a label of a group once for all its alerts.</summary>
    public void RegisterTemplateAction(Action<TemplateContext> action) => TemplateActions.Add(new(Current!, action));

    /// <summary>Registers an action for each unit-test file.</summary>
    public void RegisterTestFileAction(Action<TestFileContext> action) => TestFileActions.Add(new(Current!, action));

    /// <summary>Registers an action for each set of files that are loaded together.</summary>
    public void RegisterRuleSetAction(Action<RuleSetContext> action) => RuleSetActions.Add(new(Current!, action));

    /// <summary>
    /// Registers an action that runs once over all files of which nobody says that they are not loaded together: for what
    /// must not be there anywhere, or must be there somewhere.
    /// </summary>
    public void RegisterRunAction(Action<RuleSetContext> action) => RunActions.Add(new(Current!, action));

    internal List<Registration<ExpressionContext>> ExpressionActions(ExprKind kind) => _expression[(int)kind];

    /// <summary>The registrations of those checks that are wanted, in the same order.</summary>
    internal AnalysisContext Only(IReadOnlySet<Check> wanted)
    {
        var only = new AnalysisContext();
        for (int kind = 0; kind < KindCount; kind++)
        {
            Copy(_expression[kind], only._expression[kind], wanted);
        }

        Copy(RuleActions, only.RuleActions, wanted);
        Copy(GroupActions, only.GroupActions, wanted);
        Copy(FileActions, only.FileActions, wanted);
        Copy(TemplateActions, only.TemplateActions, wanted);
        Copy(TestFileActions, only.TestFileActions, wanted);
        Copy(RuleSetActions, only.RuleSetActions, wanted);
        Copy(RunActions, only.RunActions, wanted);
        return only;
    }

    private static void Copy<TContext>(List<Registration<TContext>> from, List<Registration<TContext>> to, IReadOnlySet<Check> wanted) =>
        to.AddRange(from.Where(registration => wanted.Contains(registration.Check)));

    internal readonly record struct Registration<TContext>(Check Check, Action<TContext> Action);
}
