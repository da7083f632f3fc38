using System.Globalization;

namespace PromRuleLint.Hostile;

/// <summary>How the counted work of linting grows with each shape.</summary>
internal static class WorkTable
{
    /// <summary>Prints a row a shape.</summary>
    /// <param name="filter">Only shapes whose name contains it.</param>
    /// <returns>How many exponents are above <see cref="WorkGrowth.Most"/>.</returns>
    public static int Print(string filter)
    {
        var work = new CountedWork();
        int above = 0;
        Console.WriteLine("| shape | n | steps at n | at 2n | at 4n | exponent | bytes asked for |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (GrowthShape shape in GrowthShapes.All.Where(shape => shape.Name.Contains(filter, StringComparison.Ordinal)))
        {
            WorkGrowth growth = WorkGrowth.Measure(work, shape);
            bool isAbove = growth.Exponent > WorkGrowth.Most || growth.BytesExponent > WorkGrowth.Most;
            above += isAbove ? 1 : 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {shape.Name} | {growth.N} | {growth.Steps[0]} | {growth.Steps[1]} | {growth.Steps[2]} | {growth.Exponent:F2} | {growth.BytesExponent:F2}{(isAbove ? " **" : "")} |"));
        }

        return above;
    }

    /// <summary>Prints how many steps each shape takes after it has been ended at a quarter, a half and three quarters of its work.</summary>
    public static int PrintCancellation(string filter, int factor)
    {
        var work = new CountedWork();
        foreach (GrowthShape shape in GrowthShapes.All.Where(shape => shape.Name.Contains(filter, StringComparison.Ordinal)))
        {
            string[] files = shape.Files(shape.Counted * factor);
            long all = work.Lint(files).Steps;
            long[] after = [.. new[] { 0.25, 0.5, 0.75 }.Select(part => work.AfterCancellation(files, (long)(all * part)))];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {shape.Name} | {all} | {string.Join(" | ", after)} |"));
        }

        return 0;
    }

    /// <summary>Prints the methods that take the most steps of one shape.</summary>
    public static int PrintMethods(string name, int n)
    {
        var work = new CountedWork();
        GrowthShape shape = GrowthShapes.All.First(each => each.Name.Contains(name, StringComparison.Ordinal));
        work.Lint(shape.Files(n), shape.Configuration?.Invoke(n));
        foreach ((string method, long steps) in work.Most(25))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{steps,12} {method}"));
        }

        return 0;
    }
}
