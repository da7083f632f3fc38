using System.Runtime.CompilerServices;

namespace PromRuleLint.Yaml;

/// <summary>What single characters are to YAML 1.1.</summary>
internal static class YamlCharacters
{
    /// <summary>The characters that break a line.</summary>
    public const string Breaks = "\r\n\u0085\u2028\u2029";

    /// <summary>Whether a character breaks a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBreak(char c) => c <= '\r' ? c is '\n' or '\r' : c >= '\u0085' && c is '\u0085' or '\u2028' or '\u2029';

    /// <summary>Whether a character never ends a word of a plain scalar: a letter, as most are, and some others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsOfWord(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '(' and <= '9' and not ',') or '_';

    /// <summary>Whether a character in quotes stands for itself, whatever the quotes: neither white space, quote, escape nor line break.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsPlainInQuotes(char c) => c is > '\'' and <= '~' and not '\\';
}
