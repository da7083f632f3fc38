#!/usr/bin/env python3
"""Writes the tables of docs/precision.md anew: table.py FINDINGS.json [BEFORE.json], both as collect.py prints them.

With findings of an earlier build, what became of each of them is written too: it is there still, with another severity, a
place of another finding or explained by one, or lost.
"""
import collections, json, os, sys

DOCS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'docs')
HEAD = '| check | severity | findings | read | useful | noise | arguable | wrong |'
CHANGE = '| check | before | still | other severity | a place or explained | lost |'
WORDS = ['useful', 'noise', 'arguable', 'wrong']


def by_check(findings):
    verdicts = collections.defaultdict(collections.Counter)
    with open(os.path.join(DOCS, 'precision.tsv'), encoding='utf-8') as lines:
        for line in list(lines)[1:]:
            check, severity, _, verdict, _ = line.rstrip('\n').split('\t')
            verdicts[check, severity][verdict] += 1
    counts = collections.Counter((finding['name'], finding['severity']) for finding in findings)
    for key in sorted(counts):
        read = verdicts[key]
        yield [*key, counts[key], sum(read.values()), *(read[word] for word in WORDS)]


def place(finding):
    start = finding['range']['start']
    return finding['file'], start['line'], start['column']


def rule_places(findings):
    """All places that findings and their related places stand at, and the lines that each check has one on."""
    all_places, lines = set(), set()
    for finding in findings:
        for each in [finding, *finding['related']]:
            all_places.add(place(each))
            lines.add((finding['name'], each['file'], each['range']['start']['line']))
    return all_places, lines


def changes(before, after):
    severities = {(finding['name'], place(finding)): finding['severity'] for finding in after}
    all_places, lines = rule_places(after)
    became = collections.defaultdict(collections.Counter)
    for finding in before:
        name, at = finding['name'], place(finding)
        severity = severities.get((name, at))
        kind = (0 if severity == finding['severity'] else 1) if severity else 2 if at in all_places or (name, *at[:2]) in lines else 3
        became[name][kind] += 1
    for name in sorted(became):
        yield [name, sum(became[name].values()), *(became[name][kind] for kind in range(4))]


def replace(page, head, rows):
    start = page.index(head)
    end = page.find('\n\n', start)
    table = '\n'.join([head, '|' + '---|' * (head.count('|') - 1), *('| ' + ' | '.join(str(cell) for cell in row) + ' |' for row in rows)])
    return page[:start] + table + (page[end:] if end >= 0 else '\n')


def main():
    findings = [json.load(open(path, encoding='utf-8')) for path in sys.argv[1:3]]
    path = os.path.join(DOCS, 'precision.md')
    with open(path, encoding='utf-8') as file:
        page = file.read()
    page = replace(page, HEAD, by_check(findings[0]))
    if len(findings) > 1:
        page = replace(page, CHANGE, changes([finding for finding in findings[1] if finding['name'] != 'no-files-matched'], findings[0]))
    with open(path, 'w', encoding='utf-8') as file:
        file.write(page)


if __name__ == '__main__':
    main()
