using PromRuleLint.Hosting;

namespace PromRuleLint.MSBuild.Tests.Hosting;

public class ConfigurationLocatorTests
{
    [Test]
    public void The_nearest_file_above_holds()
    {
        using var folder = new Scratch();
        string outer = folder.Write("promrulelint.yml", "");
        string inner = folder.Write("x/y/promrulelint.yaml", "");
        var locator = new ConfigurationLocator();

        Assert.That(locator.Locate(folder["x/y/z/a.yml"]), Is.EqualTo(inner));
        Assert.That(locator.Locate(folder["x/y/a.yml"]), Is.EqualTo(inner));
        Assert.That(locator.Locate(folder["x/a.yml"]), Is.EqualTo(outer));
        Assert.That(locator.Locate(folder["a.yml"]), Is.EqualTo(outer));
        Assert.That(locator.Locate(folder["x/y/z/b.yml"]), Is.EqualTo(inner), "asked again");
    }

    [Test]
    public void Without_a_file_there_is_none()
    {
        using var folder = new Scratch();

        Assert.That(new ConfigurationLocator().Locate(folder["a.yml"]), Is.Null);
    }
}
