namespace Microsoft.Build.Framework;

/// <summary>
/// Marks a task that keeps to its own state, so that MSBuild runs it in its own process under <c>-mt</c>. MSBuild knows
/// the attribute by namespace and name; the version of its library that is referenced here does not have it yet.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
