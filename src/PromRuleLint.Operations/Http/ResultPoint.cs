using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PromRuleLint.Operations.Textfiles;
using PromRuleLint.Reporting;

namespace PromRuleLint.Operations.Http;

/// <summary>A value at a time.</summary>
internal readonly record struct ResultPoint(DateTimeOffset Time, double Value);
