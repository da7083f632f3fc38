using System.Collections.Immutable;

namespace PromRuleLint.Facts;

/// <summary>
/// Something that is taken for true although neither the rules nor Prometheus say so. Findings that rest on one name it; where
/// the configuration denies it (<c>assumptions: {NAME: false}</c>), they are not reported.
/// </summary>
/// <param name="Name">The kebab-case name.</param>
/// <param name="Description">What is taken for true.</param>
public sealed record Assumption(string Name, string Description)
{
    /// <summary>A metric that ends in <c>_total</c>, <c>_count</c>, <c>_sum</c> or <c>_bucket</c> is a counter, and a metric that ends otherwise is not.</summary>
    public static Assumption TypeByName { get; } = new("type-by-name", "the name of a metric says whether it is a counter");

    /// <summary>A part of a name such as <c>_seconds</c>, <c>_bytes</c> or <c>_ratio</c> is the unit of the value.</summary>
    public static Assumption UnitByName { get; } = new("unit-by-name", "the name of a metric says its unit");

    /// <summary>A recorded metric comes from the rules at hand and from nowhere else.</summary>
    public static Assumption RecordedHereOnly { get; } = new("recorded-here-only", "a metric that rules of this rule set record comes from nowhere else");

    /// <summary>Files of one folder, release or mixin are loaded by the same server.</summary>
    public static Assumption LoadedTogether { get; } = new("loaded-together", "files of one folder are loaded together");

    /// <summary>A raw series with the name of a heartbeat is one, and its samples are finite floats.</summary>
    public static Assumption HeartbeatByName { get; } = new("heartbeat-by-name", "a series with the name of a heartbeat is one, and its samples are finite numbers");

    /// <summary>An alert or a name that is nearly another one is a misspelling of it.</summary>
    public static Assumption Misspelling { get; } = new("misspelling", "a name that differs from another one in a letter or two is a misspelling of it");

    /// <summary>Scraped series have the labels that Prometheus and the usual exporters give them.</summary>
    public static Assumption ScrapedLabels { get; } = new("scraped-labels", "scraped series have the usual labels");

    /// <summary>Series come from the jobs of the Prometheus configuration and are not pushed to the server.</summary>
    public static Assumption ScrapedOnly { get; } = new("scraped-only", "what is not recorded is scraped by a job of the Prometheus configuration");

    /// <summary>A counter of processor time per mode, such as <c>node_cpu_seconds_total</c>, grows by at most one second a second.</summary>
    public static Assumption ProcessorTime { get; } = new("processor-time", "a processor is in one mode for at most one second a second");

    /// <summary>The buckets of a histogram are cumulative: one grows by at most what the histogram counts.</summary>
    public static Assumption CumulativeBuckets { get; } = new("cumulative-buckets", "a bucket of a histogram grows by at most what the histogram counts");

    /// <summary>The prefix of a metric, such as <c>node_</c> or <c>kube_</c>, names the exporter that gives it.</summary>
    public static Assumption ExporterByName { get; } = new("exporter-by-name", "the prefix of a metric's name says which exporter gives it");

    /// <summary>A text such as <c>a|b</c> or <c>web-.*</c> is a pattern and not the value that a label has.</summary>
    public static Assumption PatternByLook { get; } = new("pattern-by-look", "no label has a value that is written like a pattern");

    /// <summary>All of them, by name.</summary>
    public static ImmutableArray<Assumption> All { get; } =
        [CumulativeBuckets, ExporterByName, HeartbeatByName, LoadedTogether, Misspelling, PatternByLook, ProcessorTime, RecordedHereOnly, ScrapedLabels, ScrapedOnly, TypeByName, UnitByName];
}
