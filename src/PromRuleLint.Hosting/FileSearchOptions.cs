namespace PromRuleLint.Hosting;

/// <summary>How far a search goes.</summary>
public sealed record FileSearchOptions
{
    /// <summary>How far links lead; null for the base folder of the search as the working folder.</summary>
    public RepositoryBoundary? Boundary { get; init; }

    /// <summary>
    /// The full path of the file that names what is searched for; null for a person. What a file names has to lie in its
    /// repository, and is searched for with a limited budget.
    /// </summary>
    public string? NamingFile { get; init; }

    /// <summary>How much may still be looked at for what files name; the searches of one run share it.</summary>
    public SearchBudget? Budget { get; init; }
}
