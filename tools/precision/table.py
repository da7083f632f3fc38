#!/usr/bin/env python3
"""Writes the table of docs/precision.md anew: table.py FINDINGS.json, which is what draw.py reads too."""
import collections, json, os, sys

DOCS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'docs')
HEAD = '| check | severity | findings | read | useful | noise | arguable | wrong |'
WORDS = ['useful', 'noise', 'arguable', 'wrong']


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        findings = collections.Counter((finding['name'], finding['severity']) for finding in json.load(file))
    verdicts = collections.defaultdict(collections.Counter)
    with open(os.path.join(DOCS, 'precision.tsv'), encoding='utf-8') as lines:
        for line in list(lines)[1:]:
            check, severity, _, verdict, _ = line.rstrip('\n').split('\t')
            verdicts[check, severity][verdict] += 1
    rows = []
    for key in sorted(findings):
        counts = verdicts[key]
        rows.append('| ' + ' | '.join([*key, str(findings[key]), str(sum(counts.values())), *(str(counts[word]) for word in WORDS)]) + ' |')
    path = os.path.join(DOCS, 'precision.md')
    with open(path, encoding='utf-8') as file:
        page = file.read()
    page = page[:page.index(HEAD)] + HEAD + '\n|---|---|---|---|---|---|---|---|\n' + '\n'.join(rows) + '\n'
    with open(path, 'w', encoding='utf-8') as file:
        file.write(page)


if __name__ == '__main__':
    main()
