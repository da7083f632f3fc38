namespace PromRuleLint.Tool.Init;

/// <summary>Steps that lint and test rules in CI.</summary>
internal static class ContinuousIntegration
{
    /// <summary>A workflow of GitHub Actions.</summary>
    /// <param name="baseline">The file of known findings; null for none.</param>
    public static string GitHubWorkflow(string? baseline) =>
        $$"""
        name: promrulelint

        on:
          push:
          pull_request:

        permissions:
          contents: read

        jobs:
          rules:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: actions/setup-dotnet@v4
                with:
                  dotnet-version: 10.0.x
              - run: dotnet tool install --global PromRuleLint.Tool
              - run: {{Lint(baseline)}} --format github
              - run: promrulelint test . --allow-empty

        """.ReplaceLineEndings("\n");

    /// <summary>A job for a service whose configuration is one file, to be added by hand.</summary>
    public static string Job(string service, string? baseline) => (service == "gitlab"
        ? $"""
        # For .gitlab-ci.yml
        promrulelint:
          image: mcr.microsoft.com/dotnet/sdk:10.0
          script:
            - dotnet tool install --tool-path .tools PromRuleLint.Tool
            - .tools/{Lint(baseline)} --output gitlab=codequality.json
            - .tools/promrulelint test . --allow-empty --format junit --output tests.xml
          artifacts:
            when: always
            reports:
              codequality: codequality.json
              junit: tests.xml

        """
        : $"""
        # For azure-pipelines.yml
        - task: UseDotNet@2
          inputs:
            version: 10.0.x
        - script: dotnet tool install --tool-path .tools PromRuleLint.Tool
        - script: .tools/{Lint(baseline)} --output sarif=$(Build.ArtifactStagingDirectory)/promrulelint.sarif
        - script: .tools/promrulelint test . --allow-empty

        """).ReplaceLineEndings("\n");

    private static string Lint(string? baseline) => baseline is null ? "promrulelint lint ." : $"promrulelint lint . --baseline {baseline}";
}
