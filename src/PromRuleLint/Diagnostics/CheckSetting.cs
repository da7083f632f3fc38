using System.Collections.Immutable;

namespace PromRuleLint.Diagnostics;

/// <summary>A setting of a custom check: a key that stands in <c>promrulelint.yml</c> under <c>settings</c> and the check's name.</summary>
public abstract class CheckSetting
{
    private protected CheckSetting(string name, CheckSettingKind kind, string description)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(description);
        Name = name;
        Kind = kind;
        Description = description;
    }

    /// <summary>The key, in snake_case as all keys of the file.</summary>
    public string Name { get; }

    /// <summary>What its value is.</summary>
    public CheckSettingKind Kind { get; }

    /// <summary>What it is for, in a sentence.</summary>
    public string Description { get; }

    /// <summary>A setting that is a text.</summary>
    public static CheckSetting<string> Text(string name, string defaultValue, string description) => new(name, CheckSettingKind.Text, defaultValue, description);

    /// <summary>A setting that is a list of texts.</summary>
    public static CheckSetting<ImmutableArray<string>> Texts(string name, ImmutableArray<string> defaultValue, string description) => new(name, CheckSettingKind.Texts, defaultValue, description);

    /// <summary>A setting that is a whole number of 0 or more.</summary>
    public static CheckSetting<long> Count(string name, long defaultValue, string description) => new(name, CheckSettingKind.Count, defaultValue, description);

    /// <summary>A setting that is true or false.</summary>
    public static CheckSetting<bool> Boolean(string name, bool defaultValue, string description) => new(name, CheckSettingKind.Boolean, defaultValue, description);

    /// <summary>A setting that is a duration.</summary>
    public static CheckSetting<TimeSpan> Duration(string name, TimeSpan defaultValue, string description) => new(name, CheckSettingKind.Duration, defaultValue, description);

    /// <summary>A setting that is an RE2 pattern.</summary>
    public static CheckSetting<string> Pattern(string name, string defaultValue, string description) => new(name, CheckSettingKind.Pattern, defaultValue, description);
}

/// <summary>A setting with the type of its value.</summary>
/// <typeparam name="T">The type of its value.</typeparam>
public sealed class CheckSetting<T> : CheckSetting
{
    internal CheckSetting(string name, CheckSettingKind kind, T defaultValue, string description)
        : base(name, kind, description)
    {
        ArgumentNullException.ThrowIfNull(defaultValue);
        DefaultValue = defaultValue;
    }

    /// <summary>What holds where the file does not say.</summary>
    public T DefaultValue { get; }
}
