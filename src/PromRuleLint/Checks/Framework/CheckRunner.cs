using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.Configuration;
using PromRuleLint.Diagnostics;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Rules;
using PromRuleLint.Templates;
using PromRuleLint.Text;

namespace PromRuleLint.Checks;

/// <summary>
/// Runs the registered actions of all checks: over a file with one walk of each expression, and over the rule set. A
/// check that throws becomes a finding of its own and hides nothing that others find.
/// </summary>
internal sealed class CheckRunner
{
    private const int MaxDepth = 4096;
    private readonly List<Check> _checks;
    private readonly ActionTable _registrations;

    public CheckRunner(ImmutableArray<Check> checks)
    {
        _checks = new List<Check>(checks.Length);
        _registrations = new ActionTable();
        foreach (Check check in checks)
        {
            Add(check);
        }
    }

    /// <summary>Adds a check; what its <see cref="Check.Initialize"/> throws is thrown on.</summary>
    public void Add(Check check)
    {
        var context = new AnalysisContext(_registrations, check);
        check.Initialize(context);
        context.Close();
        _checks.Add(check);
    }

    private CheckRunner(List<Check> checks, ActionTable registrations)
    {
        _checks = checks;
        _registrations = registrations;
    }

    /// <summary>Whether checks that are not PromRuleLint's own look at a rule set before its files, and keep what they like.</summary>
    public bool StartsOthers => _registrations.RuleSetStartActions.Exists(static action => IsOther(action.Check));

    /// <summary>Whether such checks look at a rule set at all: they may report there what they have gathered from its files.</summary>
    public bool HasOthersOnRuleSets =>
        StartsOthers || _registrations.RuleSetActions.Exists(static action => IsOther(action.Check)) || _registrations.RunActions.Exists(static action => IsOther(action.Check));

    /// <summary>Runs only the checks that can report something under one of the configurations.</summary>
    public CheckRunner For(IEnumerable<LintConfiguration> configurations)
    {
        LintConfiguration[] distinct = [.. configurations.Distinct(ReferenceEqualityComparer.Instance).Cast<LintConfiguration>()];
        ImmutableArray<Check> on = [.. _checks.Where(check => IsOn(check, distinct))];
        return on.Length == _checks.Count ? this : new CheckRunner([.. on], _registrations.Copy(on.ToHashSet()));
    }

    // Of a check that names no descriptor nothing is known.
    private static bool IsOn(Check check, LintConfiguration[] configurations)
    {
        ImmutableArray<DiagnosticDescriptor> descriptors = check.SupportedDiagnostics;
        return descriptors.IsDefaultOrEmpty
            || Array.Exists(configurations, configuration => descriptors.Any(descriptor => configuration.SeverityOf(descriptor) != DiagnosticSeverity.Hidden));
    }

    /// <summary>Runs all actions but those on the rule set over one file. May run on several threads, a file each.</summary>
    /// <param name="file">The file.</param>
    /// <param name="scope">Its scope.</param>
    /// <param name="done">What is to be done when all actions have run over a rule; null for nothing.</param>
    public void RunFile(RuleFile file, FileScope scope, Action<Rule>? done = null)
    {
        var run = new FileRun(scope, file);
        run.All(_registrations.FileActions, new FileContext(run.Scope, file), new SourceRange(0, 0));
        if (file.UnitTests is { } tests)
        {
            run.All(_registrations.TestFileActions, new TestFileContext(run.Scope, tests), tests.Head);
        }

        foreach (RuleGroup group in file.Groups)
        {
            run.All(_registrations.GroupActions, new GroupContext(run.Scope, group), group.Range);
            RunGroupTemplates(run, group);

            foreach (Rule rule in group.Rules)
            {
                RunRule(run, rule);
                done?.Invoke(rule);
            }
        }
    }

    /// <summary>Runs the start actions on a rule set.</summary>
    /// <returns>What runs all other actions on its files: also those that the start actions have registered.</returns>
    public CheckRunner Start(RuleSetRun run)
    {
        if (_registrations.RuleSetStartActions.Count == 0)
        {
            return this;
        }

        var own = new ActionTable();
        foreach (Registration<RuleSetStartContext> action in _registrations.RuleSetStartActions)
        {
            var context = new RuleSetStartContext(own, action.Check, run);
            Guard(run, action, context);
            context.Close();
        }

        return new CheckRunner(_checks, _registrations.With(own));
    }

    /// <summary>Runs the actions on a rule set.</summary>
    public void RunRuleSet(RuleSetRun run) => Run(_registrations.RuleSetActions, run);

    /// <summary>Runs the actions on all files together.</summary>
    public void RunAll(RuleSetRun run) => Run(_registrations.RunActions, run);

    private static void Run(List<Registration<RuleSetContext>> actions, RuleSetRun run)
    {
        foreach (Registration<RuleSetContext> action in actions)
        {
            Guard(run, action, new RuleSetContext(run, action.Check));
        }
    }

    private static void Guard<TContext>(RuleSetRun run, Registration<TContext> registration, TContext context)
    {
        run.Cancellation.ThrowIfCancellationRequested();
        try
        {
            registration.Action(context);
        }
        catch (Exception e) when (run.RuleSet.Files.Length > 0 && IsFailure(e, run.Cancellation))
        {
            run.ScopeOf(run.RuleSet.Files[0]).Findings.Add(Failure(registration.Check, run.RuleSet.Files[0], default, e));
        }
    }

    private void RunRule(FileRun run, Rule rule)
    {
        run.All(_registrations.RuleActions, new RuleContext(run.Scope, rule), rule.Range);
        if (rule.Expression is { Root: { } root } expression)
        {
            Walk(run, rule, expression, root);
        }

        if (rule is AlertingRule alert && !(alert.LabelList.IsEmpty && alert.AnnotationList.IsEmpty))
        {
            ImmutableArray<AlertingRule> alone = [alert];
            foreach (LabelText label in alert.LabelList)
            {
                RunTemplate(run, alone, label, TemplateOwner.Label);
            }

            foreach (LabelText annotation in alert.AnnotationList)
            {
                RunTemplate(run, alone, annotation, TemplateOwner.Annotation);
            }
        }
    }

    private void RunGroupTemplates(FileRun run, RuleGroup group)
    {
        if (_registrations.TemplateActions.Count == 0 || group.LabelList.IsEmpty)
        {
            return;
        }

        LabelText[] templates = [.. group.LabelList.Where(IsTemplate)];
        if (templates.Length == 0)
        {
            return;
        }

        AlertingRule[] alerts = [.. group.Rules.OfType<AlertingRule>()];
        var own = alerts.SelectMany(static rule => rule.Labels, static (rule, label) => (rule, label.NameText)).ToHashSet();
        foreach (LabelText label in templates)
        {
            ImmutableArray<AlertingRule> rules = [.. alerts.Where(rule => !own.Contains((rule, label.Name))).Take(TemplateContext.MaxRules)];
            if (!rules.IsEmpty)
            {
                RunTemplate(run, rules, label, TemplateOwner.GroupLabel);
            }
        }
    }

    private void Walk(FileRun run, Rule rule, RuleExpression expression, Expr root)
    {
        var walk = new ExpressionWalk(run.Scope, rule, expression, run.Ancestors);
        run.All(_registrations.RootActions, new ExpressionContext(walk, root, 0), rule.Range);
        run.Stack.Clear();
        run.Stack.Push((root, 0));
        while (run.Stack.TryPop(out (Expr Node, int Depth) entry))
        {
            (Expr node, int depth) = entry;
            run.All(_registrations.ExpressionActions(node.Kind), new ExpressionContext(walk, node, depth), rule.Range);
            int children = node.ChildCount;
            if (children == 0 || depth + 1 >= MaxDepth)
            {
                continue;
            }

            walk.Enter(node, depth);
            for (int i = children - 1; i >= 0; i--)
            {
                run.Stack.Push((node.GetChild(i), depth + 1));
            }
        }

        run.Ancestors = walk.Ancestors;
    }

    private void RunTemplate(FileRun run, ImmutableArray<AlertingRule> rules, LabelText label, TemplateOwner owner)
    {
        if (_registrations.TemplateActions.Count == 0 || !IsTemplate(label))
        {
            return;
        }

        TemplateDialect dialect = rules[0].Group.Schema == RuleSchema.VictoriaMetrics ? TemplateDialect.VictoriaMetrics : TemplateDialect.Prometheus;
        TemplateParseResult template = TemplateParser.Parse(label.Value, rules[0].NameText, run.TemplatesOf(dialect));
        run.All(_registrations.TemplateActions, new TemplateContext(run.Scope, rules, label.ToEntry(), owner, template), label.ValueRange);
    }

    private static bool IsTemplate(LabelText label) => label.Value.Contains("{{", StringComparison.Ordinal);

    private static bool IsOther(Check check) => check.GetType().Assembly != typeof(CheckRunner).Assembly;

    // That the run was ended early is no failure of the check that notices it.
    private static bool IsFailure(Exception e, CancellationToken cancellation) =>
        !(e is OperationCanceledException && cancellation.IsCancellationRequested);

    private static Diagnostic Failure(Check check, RuleFile file, SourceRange range, Exception e) =>
        new(ToolDiagnostics.InternalError, new Location(file.Source, range), $"{check.GetType().Name} failed here and found nothing more: {FailureText.Describe(e)}");

    private sealed class FileRun(FileScope scope, RuleFile file)
    {
        private TemplateOptions? _templates;
        private HashSet<Check>? _failed;

        public FileScope Scope { get; } = scope;

        /// <summary>Room for the nodes above the one at which a walk is, for one expression after the other.</summary>
        public Expr[] Ancestors { get; set; } = new Expr[32];

        /// <summary>The nodes that a walk still has before it.</summary>
        public Stack<(Expr Node, int Depth)> Stack { get; } = new();

        /// <summary>How the templates of a dialect are read.</summary>
        public TemplateOptions TemplatesOf(TemplateDialect dialect) => _templates is { } known && known.Dialect == dialect
            ? known
            : _templates = new TemplateOptions(dialect, Scope.Configuration.PromQL.TargetVersion) { Cancellation = Scope.Cancellation };

        /// <summary>Runs actions one after the other. A check that fails is not asked again, and hides nothing that others find.</summary>
        public void All<TContext>(List<Registration<TContext>> actions, in TContext context, SourceRange range)
        {
            Scope.Cancellation.ThrowIfCancellationRequested();
            ReadOnlySpan<Registration<TContext>> all = CollectionsMarshal.AsSpan(actions);
            int next = 0;
            while (next < all.Length)
            {
                try
                {
                    while (next < all.Length)
                    {
                        Registration<TContext> action = all[next++];
                        if (_failed is null || !_failed.Contains(action.Check))
                        {
                            Scope.Check = action.Check;
                            action.Action(context);
                        }
                    }
                }
                catch (Exception e) when (IsFailure(e, Scope.Cancellation))
                {
                    Check check = all[next - 1].Check;
                    (_failed ??= []).Add(check);
                    Scope.Findings.Add(Failure(check, file, range, e));
                }
            }
        }
    }
}
