namespace PromRuleLint.Operations.Reloading;

/// <summary>The steps of a reload. Each number is the exit code of a reload that ends there.</summary>
internal enum ReloadStep
{
    /// <summary>All of it is done.</summary>
    Done = 0,

    /// <summary>The files are linted and tested, by this program and by promtool where it is there.</summary>
    Check = 10,

    /// <summary>The textfile directory is there and can be written to, and the node exporter is up.</summary>
    Sources = 11,

    /// <summary>The server is ready.</summary>
    Ready = 12,

    /// <summary>The server's configuration names the files that were checked, and no others.</summary>
    Configuration = 13,

    /// <summary>The server lets itself be reloaded: its lifecycle API is on.</summary>
    Lifecycle = 14,

    /// <summary>The server has not refused the configuration.</summary>
    Accepted = 15,

    /// <summary>The server answers the reload.</summary>
    Answered = 16,

    /// <summary>The server says that it has read its configuration anew.</summary>
    Loaded = 17,

    /// <summary>The server has exactly the rules of the files.</summary>
    Rules = 18,

    /// <summary>All rules are healthy in two rounds of their groups.</summary>
    Health = 19,
}
