using System.Collections.Immutable;
using PromRuleLint.Checks.AcrossFiles;
using PromRuleLint.Checks.Alerts;
using PromRuleLint.Checks.Liveness;
using PromRuleLint.Checks.Policy;
using PromRuleLint.Checks.Semantics;
using PromRuleLint.Checks.Syntax;
using PromRuleLint.Checks.UnitTests;
using PromRuleLint.Checks.Validity;
using PromRuleLint.Diagnostics;

namespace PromRuleLint.Checks;

/// <summary>The one list of PromRuleLint's own checks, in the order of their ids.</summary>
public static class CheckCatalog
{
    /// <summary>All checks.</summary>
    public static ImmutableArray<Check> All { get; } =
    [
        new YamlSyntax(),
        new DuplicateKey(),
        new UnknownField(),
        new WrongValueType(),
        new UnquotedLabelValue(),
        new SeveralDocuments(),
        new TooDeepOrTooManyAliases(),
        new EmptyGroupName(),
        new DuplicateGroupName(),
        new RecordAndAlert(),
        new NeitherRecordNorAlert(),
        new MissingExpression(),
        new AlertFieldOnRecordingRule(),
        new InvalidDuration(),
        new InvalidRecordName(),
        new InvalidLabelName(),
        new InvalidAnnotationName(),
        new InvalidLimit(),
        new InvalidPartialResponseStrategy(),
        new TemplatedFile(),
        new PromQLSyntax(),
        new UnknownFunction(),
        new WrongArgumentCount(),
        new WrongOperandType(),
        new InvalidMatching(),
        new InvalidRegexp(),
        new MatchesEverything(),
        new ExpressionTooDeep(),
        new ExperimentalFeature(),
        new NewerThanTarget(),
        new RenamedFunction(),
        new ExpressionIsText(),
        new AlwaysFalseComparison(),
        new AlwaysTrueComparison(),
        new FilterUsedAsBoolean(),
        new BoolComparisonAsCondition(),
        new ContradictoryMatchers(),
        new RedundantMatcher(),
        new RegexpOnLiteral(),
        new RedundantAnchor(),
        new MatchAllRegexp(),
        new SubstringRegexp(),
        new ImpossibleLabel(),
        new ImpossibleMatch(),
        new ManyToOneWithoutGroup(),
        new ManyToManyMatch(),
        new RedundantGroupLabel(),
        new OrphanedJoinLabel(),
        new UnusedJoinLabel(),
        new DeadOrBranch(),
        new DeadUnless(),
        new NaNInAggregation(),
        new RateOfGauge(),
        new CounterWithoutRate(),
        new DeltaOfCounter(),
        new AggregationBeforeRate(),
        new ShortRateWindow(),
        new MissingLe(),
        new RawBuckets(),
        new ArgumentOutOfRange(),
        new InvalidLabelReplace(),
        new SubqueryResolution(),
        new OffsetPastRetention(),
        new RangePastRetention(),
        new NegativeOffset(),
        new UselessSort(),
        new FloatEquality(),
        new NonCanonicalLe(),
        new CountOfBool(),
        new FilteredAverage(),
        new IncreaseOfConstant(),
        new RegexpInEquality(),
        new UnitMismatch(),
        new AgeOfNoTimestamp(),
        new OldestHidden(),
        new SampleCountAgainstInterval(),
        new CollidingLabels(),
        new BucketsSummed(),
        new SelfDivision(),
        new LabelReplaceWithoutEffect(),
        new AlertNeverFires(),
        new AlertAlwaysFires(),
        new AlertWithoutCondition(),
        new AbsentWithoutFor(),
        new RedundantZeroDuration(),
        new ForShorterThanInterval(),
        new IntervalPastLookback(),
        new RestartFragile(),
        new UnstableSelection(),
        new TemplateSyntax(),
        new UnknownTemplateName(),
        new ImpossibleTemplateLabel(),
        new ValueInLabel(),
        new UnhumanizedValue(),
        new InvalidTemplateQuery(),
        new UnknownExternalLabel(),
        new AlertBlindWhenAbsent(),
        new TextOutsideTemplate(),
        new WrongPercent(),
        new ForbiddenHeartbeatFunction(),
        new FreshnessOrChange(),
        new OneSidedLiveness(),
        new UnboundedIndicator(),
        new MissingRealmMatcher(),
        new RealmNotAllowed(),
        new RealmLabelLost(),
        new MixedRealms(),
        new HeartbeatWithoutAbsentAlert(),
        new AgeAgainstCadence(),
        new WindowAgainstCadence(),
        new EmptyLabel(),
        new SummaryStyle(),
        new DescriptionWithoutTemplate(),
        new SummaryWithTemplate(),
        new AlertNameStyle(),
        new RecordNameStyle(),
        new RecordNameDisagrees(),
        new UnformattedExpression(),
        new LargeNumberWithoutUnderscores(),
        new CostlyRule(),
        new DuplicateRule(),
        new SameSeriesRecordedTwice(),
        new UsedBeforeRecorded(),
        new RecordingCycle(),
        new UnknownAlertName(),
        new UnknownMetric(),
        new RecordsItself(),
        new UnrecordedSeries(),
        new UnknownJob(),
        new DuplicateTestFile(),
        new DuplicateRuleFile(),
        new RuleFileNotFound(),
        new InvalidSeriesNotation(),
        new UnknownAlertInTest(),
        new UnknownGroupInOrder(),
        new DuplicateTestName(),
        new TestWithoutAssertion(),
        new EvalTimeAfterSeries(),
        new UntestedRule(),
        new UndefinedVariable(),
        new RuleFileIsResource(),
    ];

    /// <summary>The descriptors of all checks and of the tool itself.</summary>
    public static DescriptorIndex Descriptors { get; } = IndexOf(All);

    /// <summary>The descriptor with the id or the name; null where there is none.</summary>
    public static DiagnosticDescriptor? Find(string idOrName)
    {
        ArgumentNullException.ThrowIfNull(idOrName);
        return Descriptors.Find(idOrName);
    }

    /// <summary>The descriptors of the given checks and of the tool itself.</summary>
    public static DescriptorIndex IndexOf(IEnumerable<Check> checks)
    {
        ArgumentNullException.ThrowIfNull(checks);
        return new(checks.SelectMany(static check => check.SupportedDiagnostics).Concat(ToolDiagnostics.All));
    }
}
