using System.Collections.Immutable;
using System.Runtime.InteropServices;
using PromRuleLint.PromQL.Syntax;
using PromRuleLint.Text;

namespace PromRuleLint.PromQL.Grammar;

/// <summary>Collects the arguments of a call without an intermediate list for the usual one or two.</summary>
internal struct ArgumentList
{
    private Expr? _first;
    private Expr? _second;
    private List<Expr>? _more;
    private List<TextRange>? _missing;

    /// <summary>How many arguments there are.</summary>
    public int Count { get; private set; }

    /// <summary>Offset of the opening parenthesis.</summary>
    public int Start { get; set; }

    /// <summary>Offset just after the closing parenthesis.</summary>
    public int End { get; set; }

    /// <summary>Whether an argument could not be read, so that counting them says nothing.</summary>
    public bool HasHole { get; private set; }

    public readonly Expr this[int index] => index == 0 ? _first! : index == 1 ? _second! : _more![index - 2];

    public void Add(Expr argument)
    {
        HasHole |= argument is MissingExpr;
        switch (Count++)
        {
            case 0:
                _first = argument;
                break;
            case 1:
                _second = argument;
                break;
            default:
                (_more ??= []).Add(argument);
                break;
        }
    }

    /// <summary>Remembers a comma that no argument follows.</summary>
    public void AddMissing(TextRange comma) => (_missing ??= []).Add(comma);

    public readonly void ReportMissing(Expr call)
    {
        foreach (TextRange comma in _missing ?? [])
        {
            call.AddFault(new PromQLError(
                PromQLErrorKind.Syntax,
                comma,
                "an argument is missing after this ','; remove the comma or write the argument",
                ""));
        }
    }

    public readonly ImmutableArray<Expr> ToImmutable()
    {
        if (Count == 0)
        {
            return [];
        }

        var arguments = new Expr[Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = this[i];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(arguments);
    }
}
