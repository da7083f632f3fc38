using System.Collections.Immutable;

namespace PromRuleLint.Templates;

/// <summary>Finds what a template reads, and what must fail when it is executed.</summary>
internal static class TemplateReader
{
    public static TemplateParseResult Read(string text, ListNode root, ImmutableArray<TemplateError> errors) => new(text, root, errors, []);
}
