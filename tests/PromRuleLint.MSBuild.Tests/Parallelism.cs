// The fixtures share nothing but the packed packages; more than two builds at a time would only wait for each other.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(2)]
