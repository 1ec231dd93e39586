"""Two commands in turn, A B A B …, each a new process: pair.py [-n PAIRS] 'COMMAND A' 'COMMAND B'

A machine's speed drifts and others use it; what holds is the ratio within a pair. Printed are the
medians of wall time, processor time and peak memory of each, and the median of A/B pair by pair."""
import argparse
import os
import shlex
import statistics
import sys
import time


class Run:
    """One finished process: seconds, processor seconds, peak MiB."""

    def __init__(self, command, allowed=(0,)):
        begin = time.perf_counter()
        child = os.posix_spawnp(command[0], command, os.environ, file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
        _, status, usage = os.wait4(child, 0)
        self.wall = time.perf_counter() - begin
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024
        if os.waitstatus_to_exitcode(status) not in allowed:
            sys.exit(f"exit {os.waitstatus_to_exitcode(status)}: {shlex.join(command)}")


def rounds(commands, count):
    """All commands in turn, so many times, after one run of each that is not counted."""
    for command in commands:
        Run(command)
    return [tuple(Run(command) for command in commands) for _ in range(count)]


def pairs(a, b, count):
    return rounds([a, b], count)


def report(runs, names=("A", "B")):
    median = lambda values: statistics.median(list(values))
    for name, side in zip(names, zip(*runs)):
        print(f"  {name:12} {1e3 * median(r.wall for r in side):8.1f} ms  "
              f"cpu {1e3 * median(r.cpu for r in side):8.1f} ms  peak {median(r.peak for r in side):6.1f} MiB")
    quarters = statistics.quantiles([a.wall / b.wall for a, b in runs], n=4)
    print(f"  {'ratio':12} {quarters[1]:8.2f}     quartiles {quarters[0]:.2f} to {quarters[2]:.2f}"
          f"     cpu {median(a.cpu / b.cpu for a, b in runs):.2f}")
    return quarters[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=20, help="pairs (20)")
    parser.add_argument("commands", nargs=2, metavar="COMMAND")
    given = parser.parse_args()
    report(pairs(*map(shlex.split, given.commands), given.n))


if __name__ == "__main__":
    main()
