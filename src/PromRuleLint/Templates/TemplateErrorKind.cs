namespace PromRuleLint.Templates;

/// <summary>What kind of fault a template has.</summary>
public enum TemplateErrorKind
{
    /// <summary>The text is no template.</summary>
    Syntax,

    /// <summary>A function of that name is not there.</summary>
    UnknownFunction,

    /// <summary>A variable of that name is not declared where it is used.</summary>
    UnknownVariable,

    /// <summary>The template nests too deeply to read safely.</summary>
    TooDeep,

    /// <summary>Found when the template is executed: too few or too many arguments.</summary>
    WrongArgumentCount,

    /// <summary>Found when the template is executed: an argument, or the two sides of a comparison, have the wrong type.</summary>
    WrongArgumentType,

    /// <summary>Found when the template is executed: a format and its arguments do not fit, and a fault is printed in their place.</summary>
    WrongFormat,

    /// <summary>Found when the template is executed: the value has no such field.</summary>
    UnknownField,

    /// <summary>Found when the template is executed: no template of that name is defined.</summary>
    UnknownTemplate,

    /// <summary>Needs a newer Prometheus than the target; only among <see cref="TemplateParseResult.Notices"/>.</summary>
    NewerThanTarget,
}
