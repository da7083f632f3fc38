#!/usr/bin/env python3
"""Draws the sample of findings that docs/precision.tsv holds verdicts of.

draw.py FINDINGS.json SEED [--most N]

FINDINGS.json is what `promrulelint lint . --no-config --format json` prints in a folder that has a folder for each
repository. Of each check and severity N findings (20) are drawn, at most three of a repository. Prints a line for each, as
docs/precision.tsv has them, without a verdict; verdicts that stand there already are kept, so that only what is new is
left to read.
"""
import collections, json, os, random, sys

KEPT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'docs', 'precision.tsv')


def place(finding):
    return f"{finding['file']}:{finding['range']['start']['line']}:{finding['range']['start']['column']}"


def verdicts():
    if not os.path.exists(KEPT):
        return {}
    with open(KEPT, encoding='utf-8') as lines:
        rows = [line.rstrip('\n').split('\t') for line in lines if not line.startswith('#')][1:]
    return {(row[0], row[2]): row[3:] for row in rows}


def draw(findings, seed, most):
    by_check = collections.defaultdict(list)
    for finding in findings:
        by_check[finding['name'], finding['severity']].append(finding)
    for key in sorted(by_check):
        found = sorted(by_check[key], key=place)
        random.Random(f'{seed} {key}').shuffle(found)
        per_repository = collections.Counter()
        drawn = []
        for finding in found:
            repository = finding['file'].split('/')[0]
            if per_repository[repository] < 3 and len(drawn) < most:
                per_repository[repository] += 1
                drawn.append(finding)
        yield from sorted(drawn, key=place)


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        findings = json.load(file)
    most = int(sys.argv[sys.argv.index('--most') + 1]) if '--most' in sys.argv else 20
    known = verdicts()
    print('check\tseverity\tplace\tverdict\twhy')
    for finding in draw(findings, sys.argv[2], most):
        row = known.get((finding['name'], place(finding)), ['', ''])
        print('\t'.join([finding['name'], finding['severity'], place(finding), *row]))


if __name__ == '__main__':
    main()
