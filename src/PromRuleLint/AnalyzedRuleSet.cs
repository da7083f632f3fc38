using PromRuleLint.Checks;
using PromRuleLint.Rules;
using PromRuleLint.RuleSets;

namespace PromRuleLint;

/// <summary>Files that are loaded together, in a lint.</summary>
internal sealed class AnalyzedRuleSet(int place, bool isKnown, RuleSet rules, List<ReadInput> files)
{
    /// <summary>Where it stands among all sets of the lint.</summary>
    public int Place { get; } = place;

    /// <summary>Whether it is known, and not only assumed, that the files are loaded together.</summary>
    public bool IsKnown { get; } = isKnown;

    /// <summary>Their rules.</summary>
    public RuleSet Rules { get; } = rules;

    /// <summary>The files, in order.</summary>
    public List<ReadInput> Files { get; set; } = files;

    /// <summary>Whether the actions on rule sets have to run (again).</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>What the actions on the rule set asked of what stands around it; null where that is not noted.</summary>
    public AskedNames? Asked { get; set; }

    /// <summary>The run of the actions, from their start to their end.</summary>
    public RuleSetRun? Run { get; set; }

    /// <summary>What runs the actions, those of start actions too.</summary>
    public CheckRunner? Runner { get; set; }

    /// <summary>What the actions on the rule set found, by file.</summary>
    public Dictionary<RuleFile, FileScope>? Found { get; set; }
}
