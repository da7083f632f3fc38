using PromRuleLint.PromQL.Syntax;

namespace PromRuleLint.Checks;

/// <summary>All registered actions, in the order of their registration.</summary>
internal sealed class ActionTable
{
    private const int KindCount = (int)ExprKind.Missing + 1;

    // An empty list would be one of a kind of its own, which is compiled when the program starts.
    private const int Few = 4;

    private readonly List<Registration<ExpressionContext>>[] _expression;

    public ActionTable()
    {
        _expression = new List<Registration<ExpressionContext>>[KindCount];
        for (int i = 0; i < _expression.Length; i++)
        {
            _expression[i] = new(Few);
        }
    }

    // There is a table for each rule set that starts: lists to which nothing is added are those of the first one.
    private ActionTable(ActionTable first, ActionTable second)
    {
        _expression = Array.TrueForAll(second._expression, static list => list.Count == 0) ? first._expression : Join(first._expression, second._expression);
        RootActions = Join(first.RootActions, second.RootActions);
        RuleActions = Join(first.RuleActions, second.RuleActions);
        GroupActions = Join(first.GroupActions, second.GroupActions);
        FileActions = Join(first.FileActions, second.FileActions);
        TemplateActions = Join(first.TemplateActions, second.TemplateActions);
        TestFileActions = Join(first.TestFileActions, second.TestFileActions);
        RuleSetStartActions = Join(first.RuleSetStartActions, second.RuleSetStartActions);
        RuleSetActions = Join(first.RuleSetActions, second.RuleSetActions);
        RunActions = Join(first.RunActions, second.RunActions);
    }

    /// <summary>Actions for expressions as a whole: they get the root.</summary>
    public List<Registration<ExpressionContext>> RootActions { get; } = new(Few);

    public List<Registration<RuleContext>> RuleActions { get; } = new(Few);

    public List<Registration<GroupContext>> GroupActions { get; } = new(Few);

    public List<Registration<FileContext>> FileActions { get; } = new(Few);

    public List<Registration<TemplateContext>> TemplateActions { get; } = new(Few);

    public List<Registration<TestFileContext>> TestFileActions { get; } = new(Few);

    public List<Registration<RuleSetStartContext>> RuleSetStartActions { get; } = new(Few);

    public List<Registration<RuleSetContext>> RuleSetActions { get; } = new(Few);

    public List<Registration<RuleSetContext>> RunActions { get; } = new(Few);

    public List<Registration<ExpressionContext>> ExpressionActions(ExprKind kind) => _expression[(int)kind];

    /// <summary>These actions and others behind them; nothing can be added to it.</summary>
    public ActionTable With(ActionTable others) => new(this, others);

    /// <summary>The registrations of the checks that are wanted, in the same order.</summary>
    public ActionTable Copy(IReadOnlySet<Check> wanted)
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

    private static List<Registration<ExpressionContext>>[] Join(List<Registration<ExpressionContext>>[] first, List<Registration<ExpressionContext>>[] second)
    {
        var joined = new List<Registration<ExpressionContext>>[KindCount];
        for (int kind = 0; kind < KindCount; kind++)
        {
            joined[kind] = Join(first[kind], second[kind]);
        }

        return joined;
    }

    // Without a query: for each kind of context one would be compiled at the start.
    private static void Copy<TContext>(List<Registration<TContext>> from, List<Registration<TContext>> to, IReadOnlySet<Check> wanted)
    {
        for (int i = 0; i < from.Count; i++)
        {
            if (wanted.Contains(from[i].Check))
            {
                to.Add(from[i]);
            }
        }
    }

    private static List<Registration<TContext>> Join<TContext>(List<Registration<TContext>> first, List<Registration<TContext>> second) =>
        second.Count == 0 ? first : [.. first, .. second];
}
