using CsCheck;
using PromRuleLint.Rules;
using PromRuleLint.Text;

namespace PromRuleLint.Tests.Rules;

public class MutatedFileTests
{
    private const string Valid = """
        # a file with a bit of everything
        groups:
        - name: a
          interval: 1m
          labels: &l {team: "x", severity: 'page'}
          rules:
          - record: job:up:sum
            expr: >-
              sum by (job)
              (up)
            labels: *l
          - alert: Down
            expr: |
              up{job="x"} # all of them
                == 0
            for: 5m
            annotations:
              <<: {summary: "down \u00e9 \
                for good"}
              text: >
                {{ $labels.job }}
        ---
        tests: []

        """;

    private static readonly Gen<string> Fragments = Gen.OneOfConst(
        "{", "}", "[", "]", "\"", "'", "|", "> ", ": ", "- ", "\n", "\t", "*a", "&a ", "!!x ", "#", "{{", "{%", "\\", "\r", "\u2028", "%", "? ", "\0", "expr", "😀", "\uFEFF", "@");

    [Test]
    public void No_mutation_of_a_file_makes_the_reader_throw_or_point_outside_of_it() =>
        Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 12], Fragments).Array[1, 5].Sample(static mutations =>
        {
            string text = Valid;
            foreach ((int at, int removed, string inserted) in mutations)
            {
                int start = Math.Min(at, text.Length);
                text = text.Remove(start, Math.Min(removed, text.Length - start)).Insert(start, inserted);
            }

            RuleFile file = RuleFileReader.Read(new SourceText("x.yml", text));
            return file.Errors.All(error => error.Range.Start >= 0 && error.Range.Start <= error.Range.End && error.Range.End <= text.Length && error.Message.Length > 0)
                && file.Comments.All(comment => text[comment.Range.Start] == '#')
                && file.Rules.All(rule => rule.Range.End <= text.Length);
        }, iter: 10_000);
}
