using PromRuleLint.Text;
using PromRuleLint.Yaml;

namespace PromRuleLint.Tests.Yaml;

public class ScalarPositionTests
{
    [Test, Category("Corpus")]
    public void Every_offset_of_every_scalar_of_the_corpus_maps_to_its_character()
    {
        var wrong = new List<string>();
        int scalars = 0;
        foreach (string path in Directory.EnumerateFiles(SharedData.Path("corpus"), "*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(path) is ".tsv" or ".md")
            {
                continue;
            }

            SourceText source = SourceText.FromUtf8(path, File.ReadAllBytes(path));
            foreach (YamlScalar scalar in YamlNodes.Scalars(YamlReader.Read(source)))
            {
                scalars++;
                if (PositionAssert.FirstWrong(source.Text, scalar) is { } fault && wrong.Count < 20)
                {
                    wrong.Add($"{path}({source.GetPosition(scalar.Range.Start)}): {fault}");
                }
            }
        }

        TestContext.Out.WriteLine($"{scalars} scalars");
        Assert.That(wrong, Is.Empty);
    }
}
