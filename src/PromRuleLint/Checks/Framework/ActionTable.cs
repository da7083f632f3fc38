using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks;

/// <summary>All registered actions, in the order of their registration.</summary>
internal sealed class ActionTable
{
    private static readonly int KindCount = Enum.GetValues<ExprKind>().Length;
    private readonly List<Registration<ExpressionContext>>[] _expression = new List<Registration<ExpressionContext>>[KindCount];

    public ActionTable()
    {
        for (int i = 0; i < _expression.Length; i++)
        {
            _expression[i] = [];
        }
    }

    /// <summary>Actions for expressions as a whole: they get the root.</summary>
    public List<Registration<ExpressionContext>> RootActions { get; } = [];

    public List<Registration<RuleContext>> RuleActions { get; } = [];

    public List<Registration<GroupContext>> GroupActions { get; } = [];

    public List<Registration<FileContext>> FileActions { get; } = [];

    public List<Registration<TemplateContext>> TemplateActions { get; } = [];

    public List<Registration<TestFileContext>> TestFileActions { get; } = [];

    public List<Registration<RuleSetStartContext>> RuleSetStartActions { get; } = [];

    public List<Registration<RuleSetContext>> RuleSetActions { get; } = [];

    public List<Registration<RuleSetContext>> RunActions { get; } = [];

    public List<Registration<ExpressionContext>> ExpressionActions(ExprKind kind) => _expression[(int)kind];

    /// <summary>The registrations of the checks that are wanted, in the same order; null for those of all.</summary>
    public ActionTable Copy(IReadOnlySet<Check>? wanted)
    {
        var copy = new ActionTable();
        for (int kind = 0; kind < KindCount; kind++)
        {
            Copy(_expression[kind], copy._expression[kind], wanted);
        }

        Copy(RootActions, copy.RootActions, wanted);
        Copy(RuleActions, copy.RuleActions, wanted);
        Copy(GroupActions, copy.GroupActions, wanted);
        Copy(FileActions, copy.FileActions, wanted);
        Copy(TemplateActions, copy.TemplateActions, wanted);
        Copy(TestFileActions, copy.TestFileActions, wanted);
        Copy(RuleSetStartActions, copy.RuleSetStartActions, wanted);
        Copy(RuleSetActions, copy.RuleSetActions, wanted);
        Copy(RunActions, copy.RunActions, wanted);
        return copy;
    }

    // Without a query: for each kind of context one would be compiled at the start.
    private static void Copy<TContext>(List<Registration<TContext>> from, List<Registration<TContext>> to, IReadOnlySet<Check>? wanted)
    {
        foreach (Registration<TContext> registration in from)
        {
            if (wanted?.Contains(registration.Check) != false)
            {
                to.Add(registration);
            }
        }
    }
}
