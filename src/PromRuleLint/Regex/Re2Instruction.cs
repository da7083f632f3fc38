namespace PromRuleLint.Regex;

/// <summary>A step, what it needs and where it goes on.</summary>
internal record struct Re2Instruction(Re2Step Step, int Argument, int Next);
