#!/usr/bin/env python3
"""Lints each repository of a folder by itself and prints all findings as one list.

collect.py FOLDER COMMAND...

FOLDER has a folder for each repository; COMMAND runs promrulelint, such as `dotnet path/PromRuleLint.Tool.dll`. What stands
in two repositories is two findings, as it is for those who keep them. Paths begin with the repository's folder.
"""
import json, os, subprocess, sys


def main():
    folder, command = sys.argv[1], sys.argv[2:]
    findings = []
    for repository in sorted(os.listdir(folder)):
        run = subprocess.run([*command, 'lint', '.', '--no-config', '--format', 'json'], cwd=os.path.join(folder, repository), capture_output=True, text=True, check=False)
        for finding in json.loads(run.stdout or '[]'):
            if finding['name'] == 'no-files-matched':
                continue

            for place in [finding, *finding['related']]:
                place['file'] = f"{repository}/{place['file']}"
            findings.append(finding)
    json.dump(findings, sys.stdout)


if __name__ == '__main__':
    main()
