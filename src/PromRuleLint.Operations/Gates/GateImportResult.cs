using System.Globalization;
using System.Text;
using PromRuleLint.Gates;
using PromRuleLint.PromQL;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Yaml;

namespace PromRuleLint.Operations.Gates;

/// <summary>Translates other gate files into <c>gates</c> of <c>promrulelint.yml</c>.</summary>
/// <param name="Text">The YAML.</param>
/// <param name="Conditions">How many conditions it has.</param>
/// <param name="Notes">What was left out or guessed, for a person.</param>
internal sealed record GateImportResult(string Text, int Conditions, IReadOnlyList<string> Notes);
