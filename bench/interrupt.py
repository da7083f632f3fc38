#!/usr/bin/env python3
"""How long the command line takes to end after Ctrl-C, over many inputs and moments.

usage: bench/interrupt.py ROUNDS COMMAND…

Beside each figure stands how long the same command takes for --version at that moment, for a busy machine is slow at both.
Ends with exit code 1 where a run does not end with exit code 130.
"""
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

RULES = 60_000


def group(lines):
    return "groups:\n- name: g\n  rules:\n" + "".join(f"  {line}\n" for line in lines)


def rules(n, *lines):
    return group(line.format(i=i, next=i + 1, after=i + 2) for i in range(n) for line in lines)


FILES = {
    "rules.yml": lambda: rules(RULES, "- record: r:{i}", "  expr: sum by (job) (rate(up{i}[5m]))"),
    "alerts.yml": lambda: rules(RULES, "- alert: A{i}", "  expr: sum by (job) (rate(up{i}[5m])) > {i}", "  annotations: {{summary: '{{{{ $labels.job }}}}'}}"),
    "chain.yml": lambda: rules(RULES, "- record: r:{i}", "  expr: r:{next} + r:{after}"),
    "copies.yml": lambda: rules(RULES, "- record: r", "  expr: up{{i='{i}'}}"),
    "names.yml": lambda: rules(RULES, "- record: a:" + "m" * 60 + "{i}:s", "  expr: a:" + "m" * 60 + "{next}x{after}:s"),
    "scalar.yml": lambda: group(["- record: r", "  expr: up", '  labels: {a: "' + r"x\u0041" * 12_000_000 + '"}']),
    "string.yml": lambda: group(["- record: r", '  expr: up{a="' + "x" * 60_000_000 + '"}']),
    "template.yml": lambda: group(["- alert: A", "  expr: up == 0", "  annotations: {summary: '" + "{{ $labels.job }}" * 800_000 + "'}"]),
    "flow.yml": lambda: "groups: [" + "a, " * 3_000_000 + "]",
    "comments.yml": lambda: "# promrulelint disable-file duplicate-rule -- known\n" * 400_000 + group(["- record: r", "  expr: up"]),
    "patterns.yml": lambda: rules(3000, "- record: r:{i}", "  expr: up{{" + ",".join(f"l=~'(a|b)*a(a|b){{{{{k + 12}}}}}'" for k in range(8)) + "}}"),
    "a_test.yml": lambda: "rule_files: [rules.yml]\ntests:\n" + "".join(
        f"- input_series: [{{series: 'up{i}{{job=\"a\"}}', values: '0+1x500'}}]\n  promql_expr_test: [{{expr: r:{i}, eval_time: 8h, exp_samples: []}}]\n" for i in range(500)),
}

COMMANDS = [["lint", name] for name in FILES] + [
    ["lint", "alerts.yml", "--format", "json"], ["lint", "alerts.yml", "--format", "sarif"], ["lint", "chain.yml", "--cost"], ["lint", "."], ["lint", "/"],
    ["fix", "alerts.yml", "--dry-run", "--unsafe"], ["fix", "copies.yml", "--dry-run", "--unsafe"], ["format", "rules.yml", "--check"],
    ["test", "a_test.yml"], ["test", "a_test.yml", "--mutate"], ["witness", "alerts.yml"], ["witness", "chain.yml"], ["rule-sets", "."], ["explain", "chain.yml:100"],
]


def version(command):
    start = time.monotonic()
    subprocess.run(command + ["--version"], stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def interrupt(command, args, folder):
    """The milliseconds from signal to end, the exit code, and the milliseconds of --version; None where the run was done before."""
    before = version(command)
    process = subprocess.Popen(command + args, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(before * random.uniform(2, 40))
    if process.poll() is not None:
        return None
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    code = process.wait()
    return (time.monotonic() - start) * 1000, code, before * 1000


def main():
    rounds, command = int(sys.argv[1]), sys.argv[2:]
    random.seed(1)
    failed, taken = False, []
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FILES.items():
            with open(os.path.join(folder, name), "w") as file:
                file.write(text())
        for args in COMMANDS:
            runs = [run for run in (interrupt(command, args, folder) for _ in range(rounds)) if run]
            failed |= any(code != 130 for _, code, _ in runs)
            taken += [milliseconds for milliseconds, _, _ in runs]
            print(" ".join(args).ljust(40), " ".join(f"{milliseconds:.0f} ms" for milliseconds, _, _ in runs), " --version:", " ".join(f"{own:.0f} ms" for _, _, own in runs), flush=True)
    taken.sort()
    print(f"{len(taken)} runs: median {taken[len(taken) // 2]:.0f} ms, 95 of 100 within {taken[len(taken) * 95 // 100]:.0f} ms, the slowest {taken[-1]:.0f} ms")
    return failed


if __name__ == "__main__":
    sys.exit(main())
