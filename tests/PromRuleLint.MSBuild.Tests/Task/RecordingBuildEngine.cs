using System.Collections;
using Microsoft.Build.Framework;

namespace PromRuleLint.MSBuild.Tests.Task;

/// <summary>A build engine that keeps what a task logs.</summary>
internal sealed class RecordingBuildEngine : IBuildEngine
{
    public List<BuildEventArgs> Events { get; } = [];

    public IEnumerable<BuildErrorEventArgs> Errors => Events.OfType<BuildErrorEventArgs>();

    public IEnumerable<BuildWarningEventArgs> Warnings => Events.OfType<BuildWarningEventArgs>();

    public IEnumerable<BuildMessageEventArgs> Messages => Events.OfType<BuildMessageEventArgs>();

    public bool ContinueOnError => false;

    public int LineNumberOfTaskNode => 0;

    public int ColumnNumberOfTaskNode => 0;

    public string ProjectFileOfTaskNode => "test.csproj";

    public bool BuildProjectFile(string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs) => throw new NotSupportedException();

    public void LogCustomEvent(CustomBuildEventArgs e) => Events.Add(e);

    public void LogErrorEvent(BuildErrorEventArgs e) => Events.Add(e);

    public void LogMessageEvent(BuildMessageEventArgs e) => Events.Add(e);

    public void LogWarningEvent(BuildWarningEventArgs e) => Events.Add(e);
}
