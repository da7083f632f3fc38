#!/usr/bin/env python3
"""Records the order in which a native build of the command line calls its methods first.

    tools/method-order/record.py PROGRAM FOLDER... > src/PromRuleLint.Tool/native-method-order.txt

PROGRAM is a native build for Linux on x64 that has its symbols (publish with -p:StripSymbols=false). Each FOLDER is linted
as text and as JSON. A breakpoint stands at each method until it is called. The compiler puts the methods of the list beside
each other, in its order, so that a run reads fewer pages of the program; a name that no method has any more does no harm.
"""
import ctypes
import os
import signal
import subprocess
import sys

TRACEME, CONT, GETREGS, SETREGS, SETOPTIONS = 0, 7, 12, 13, 0x4200
TRACE_CLONE, EXIT_KILL = 0x8, 0x100000
RIP = 16  # of the 27 registers in user_regs_struct
BREAKPOINT = b"\xcc"
# Methods of .NET are in the section of managed code; all else is the runtime's own.
MANAGED = "__managedcode"

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


def methods_of(program):
    """The names of the methods by their addresses."""
    sections = subprocess.run(["readelf", "-SW", program], capture_output=True, text=True, check=True).stdout
    fields = next(line.split("]", 1)[1].split() for line in sections.splitlines() if MANAGED in line)
    start = int(fields[2], 16)
    end = start + int(fields[4], 16)
    names = {}
    for line in subprocess.run(["nm", "--defined-only", program], capture_output=True, text=True, check=True).stdout.splitlines():
        address, kind, name = line.split(" ", 2)
        if kind in "tT" and start <= int(address, 16) < end:
            names.setdefault(int(address, 16), []).append(name)
    return names


def record(names, command, called):
    """Runs a command and adds the names of the methods that it calls for the first time."""
    process = os.fork()
    if process == 0:
        libc.ptrace(TRACEME, 0, None, None)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.execv(command[0], command)
    os.waitpid(process, 0)
    libc.ptrace(SETOPTIONS, process, None, TRACE_CLONE | EXIT_KILL)
    memory = os.open(f"/proc/{process}/mem", os.O_RDWR)
    first_bytes = {}
    for address in names:
        first_bytes[address] = os.pread(memory, 1, address)
        os.pwrite(memory, BREAKPOINT, address)
    libc.ptrace(CONT, process, None, None)
    registers = (ctypes.c_ulonglong * 27)()
    while True:
        thread, status = os.waitpid(-1, 0x40000000)  # of all threads
        if not os.WIFSTOPPED(status):
            if thread == process:
                break
            continue
        stop = os.WSTOPSIG(status)
        if stop == signal.SIGTRAP and status >> 16 == 0:
            libc.ptrace(GETREGS, thread, None, registers)
            address = registers[RIP] - 1
            if address in names:
                os.pwrite(memory, first_bytes[address], address)
                called.update(dict.fromkeys(names[address]))
                registers[RIP] = address
                libc.ptrace(SETREGS, thread, None, registers)
        libc.ptrace(CONT, thread, None, 0 if stop in (signal.SIGTRAP, signal.SIGSTOP) else stop)
    os.close(memory)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__.split("\n\n")[1])
    program, folders = os.path.realpath(sys.argv[1]), sys.argv[2:]
    names = methods_of(program)
    called = {}
    for folder in folders:
        for form in ("text", "json"):
            record(names, [program, "lint", "--no-config", "--format", form, folder], called)
    print("\n".join(called))
    print(f"{len(called)} of {sum(map(len, names.values()))} methods", file=sys.stderr)


main()
