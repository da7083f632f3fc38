using PromRuleLint.Checks;
using PromRuleLint.RuleSets;

namespace PromRuleLint;

/// <summary>A file among those that may be loaded with it: what the checks found in it.</summary>
internal sealed class AnalyzedFile(ReadInput of, AnalyzedRuleSet ruleSet, FileScope scope)
{
    private int _ofFile;

    /// <summary>The file.</summary>
    public ReadInput Of { get; } = of;

    /// <summary>The first set of files loaded together that it belongs to.</summary>
    public AnalyzedRuleSet RuleSet { get; } = ruleSet;

    /// <summary>What has been found: by the actions on the file, then by those on rule sets.</summary>
    public FileScope Scope { get; private set; } = scope;

    /// <summary>Whether the actions on the file have to run (again).</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>What the actions on the file asked of the rule set; null where that is not noted.</summary>
    public AskedNames? Asked { get; private set; }

    /// <summary>Takes what the actions on the file found.</summary>
    public void Close(FileScope scope, AskedNames? asked)
    {
        Scope = scope;
        Asked = asked;
        _ofFile = scope.Findings.Count;
        IsOpen = false;
        Of.Report = null;
    }

    /// <summary>Takes away what the actions on rule sets found.</summary>
    public void KeepFindingsOfFile()
    {
        if (HasFindingsOfRuleSet)
        {
            Scope.Findings.RemoveRange(_ofFile, Scope.Findings.Count - _ofFile);
            Of.Report = null;
        }
    }

    /// <summary>Whether actions on rule sets have found something.</summary>
    public bool HasFindingsOfRuleSet => Scope.Findings.Count > _ofFile;
}
