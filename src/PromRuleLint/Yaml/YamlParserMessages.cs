namespace PromRuleLint.Yaml;

/// <summary>
/// Parts of the messages of YamlDotNet's parser that distinguish its errors, because its exceptions have no codes. A test
/// holds each against the parser with a document.
/// </summary>
internal static class YamlParserMessages
{
    public const string ExpectedCommaOrBracket = "',' or ']'";
    public const string ExpectedCommaOrBrace = "',' or '}'";
    public const string ExpectedKey = "did not find expected key";
    public const string ExpectedListItem = "did not find expected '-' indicator";
    public const string ExpectedContent = "did not find expected node content";
    public const string ExpectedDocumentEnd = "document end";
    public const string ExpectedDocumentStart = "document start";
    public const string UndefinedTagHandle = "undefined tag handle";
}
