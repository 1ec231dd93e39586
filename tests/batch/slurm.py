"""A county dealt to the tasks of a real Slurm array job, one of them killed midway, the job sent again:
the union is complete, and the same bytes as single renders on one machine.

slurm.py PROGRAM ROOT [FORMS [SHARDS]]. Needs Debian's slurm-wlm and munge, whose daemons it starts for the
loopback alone, in a folder of its own, as whoever runs it, and stops again.
"""
import contextlib
import getpass
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time

from house import command, county, expect, files, finish, run, scratch

FORMS = int(sys.argv[3]) if len(sys.argv) > 3 else 1200
SHARDS = int(sys.argv[4]) if len(sys.argv) > 4 else 4
PATIENCE = 120  # seconds for anything that is waited for
DAEMONS = ["munged", "slurmctld", "slurmd"]
CONFIGURATION = """
ClusterName=xian
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
SlurmdPort={worker}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SchedulerParameters=sched_interval=1,batch_sched_delay=0
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
PlugStackConfig={folder}/plugstack.conf
NodeName={host} NodeAddr=127.0.0.1 CPUs={processors} State=UNKNOWN
PartitionName=all Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""
JOB = """#!/bin/sh
#SBATCH --array=1-{shards} --ntasks=1 --cpus-per-task=1 --no-requeue --output={folder}/task-%a.txt
cd {data} && exec {words} --shard "$SLURM_ARRAY_TASK_ID/{shards}" --report "{folder}/report-$SLURM_ARRAY_TASK_ID.jsonl"
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait(what, condition):
    """Until the condition yields something; that."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        answer = condition()
        if answer:
            return answer
        time.sleep(0.01)
    raise TimeoutError(what)


@contextlib.contextmanager
def daemons(folder):
    """Slurm with one node, this machine; yields the environment for its commands."""
    host = socket.gethostname().split(".")[0]
    for name in ("state", "spool"):
        (folder / name).mkdir()
    folder.chmod(0o755)  # munged wants a socket that is everybody's in a folder that is nobody else's to write
    (folder / "plugstack.conf").write_text("")
    (folder / "slurm.conf").write_text(CONFIGURATION.format(
        host=host, folder=folder, user=getpass.getuser(), controller=free_port(), worker=free_port(), processors=os.cpu_count()))
    (folder / "munge.key").write_bytes(os.urandom(128))
    (folder / "munge.key").chmod(0o400)
    env = os.environ | {"SLURM_CONF": str(folder / "slurm.conf"), "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin"}
    munge = ["munged", "--foreground", "--force", f"--key-file={folder}/munge.key", f"--socket={folder}/munge.socket",
             f"--pid-file={folder}/munge.pid", f"--log-file={folder}/munge.log", f"--seed-file={folder}/munge.seed"]
    started = []
    try:
        for words in (munge, ["slurmctld", "-D", "-c"], ["slurmd", "-D", "-c", "-N", host]):
            with open(folder / f"{words[0]}.out", "w", encoding="utf-8") as out:
                started.append(subprocess.Popen(words, stdout=out, stderr=out, env=env, start_new_session=True))
            if words is munge:
                wait("munged", (folder / "munge.socket").exists)
        wait("the node", lambda: "idle" in ask(env, "sinfo", "-h", "-o", "%t"))
        yield env
    except TimeoutError:
        for log in sorted(folder.glob("*.log")) + sorted(folder.glob("*.out")):
            print(f"== {log.name}\n{log.read_text(errors='replace')[-3000:]}", file=sys.stderr)
        raise
    finally:
        for process in reversed(started):
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def ask(env, *words):
    return subprocess.run(words, capture_output=True, text=True, check=False, env=env).stdout


def submit(env, script):
    said = subprocess.run(["sbatch", "--parsable", script], capture_output=True, text=True, check=False, env=env)
    if said.returncode != 0:
        raise RuntimeError(said.stderr)
    return said.stdout.split(";")[0].strip()


def states(env, job):
    """What became of each task that Slurm still knows of."""
    told = ask(env, "scontrol", "show", "job", "-o", job)
    return [dict(pair.split("=", 1) for pair in line.split() if "=" in pair) for line in told.splitlines()]


def over(env, job):
    wanted = {"COMPLETED", "FAILED", "CANCELLED", "NODE_FAIL", "TIMEOUT"}
    told = states(env, job)
    return told if told and all(t.get("JobState") in wanted for t in told) else None


def workers(program):
    """Processes of the program that render a part; by number."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            words = (entry / "cmdline").read_bytes().split(b"\0")
            if os.path.basename(words[0]) == os.path.basename(program).encode() and b"--shard" in words:
                found[int(entry.name)] = words[words.index(b"--shard") + 1].decode()
    return found


def kill_one(env, job, out, program):
    """Kills a worker once a good part is written; which part it had."""
    def midway():
        found = workers(program)
        if not found and over(env, job):
            sys.exit(f"the job is over before a worker could be killed: {states(env, job)}")
        return len(list(out.rglob("*.pdf"))) > FORMS // (2 * SHARDS) and found
    for pid, part in wait("workers", midway).items():
        os.kill(pid, signal.SIGKILL)
        return part
    return None


def one_machine(data, paths, folder):
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        done = run("render", path, "-q", "-o", folder / pathlib.Path(path).parent, cwd=data)
        expect(f"{path} alone: {done.stderr}", done.returncode == 0)
    return {name: data for name, data in files(folder).items() if name.endswith(".pdf")}


def main(folder):
    data, out = folder / "数据", folder / "out"
    data.mkdir()
    paths = county(data, FORMS)
    (folder / "清单").write_text(f"{data}\n", encoding="utf-8")
    words = command("render", f"@{folder / '清单'}", "-q", "-j", 1, "-o", out, "--changed")
    script = folder / "job.sh"
    script.write_text(JOB.format(shards=SHARDS, folder=folder, data=data, words=" ".join(f"'{w}'" for w in words)), encoding="utf-8")
    (folder / "slurm").mkdir()
    with daemons(folder / "slurm") as env:
        begun = time.monotonic()
        job = submit(env, script)
        part = kill_one(env, job, out, words[0])
        ended = wait("the job", lambda: over(env, job))
        first, killed = time.monotonic() - begun, [t for t in ended if t["JobState"] == "FAILED"]
        some = files(out)
        expect(f"one task was killed, not {[t['JobState'] for t in ended]}", len(killed) == 1)
        expect("and its files are missing", 0 < sum(n.endswith(".pdf") for n in some) < FORMS)
        begun = time.monotonic()
        again = wait("the second job", lambda job=submit(env, script): over(env, job))
        expect(f"the second time all end well: {again}", len(again) == SHARDS and all(t["JobState"] == "COMPLETED" for t in again))
        second = time.monotonic() - begun
    union = files(out)
    pdfs = {name: data for name, data in union.items() if name.endswith(".pdf")}
    expect("nothing else is left", all(name.endswith(".pdf") or name.rsplit("/", 1)[-1] == ".jixiaobiao" for name in union))
    expect("what was written before the second run stayed", all(union[n] == b for n, b in some.items() if n.endswith(".pdf")))
    single = one_machine(data, paths, folder / "single")
    expect("the union is complete", sorted(pdfs) == sorted(single) and len(pdfs) == FORMS)
    expect("and the same bytes as single renders", pdfs == single)
    written = sum(n.endswith(".pdf") for n in some)
    print(f"{FORMS} forms in {SHARDS} tasks: the worker of part {part} killed, {written} written, {first:.1f} s; "
          f"sent again with --changed: {len(pdfs) - written} more, {second:.1f} s; {len(pdfs)} files as in single renders")


missing = [name for name in [*DAEMONS, "sbatch"] if not shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")]
if missing:
    sys.exit(f"no {', '.join(missing)}: apt-get install slurm-wlm munge")
with scratch() as place:
    main(pathlib.Path(place))
finish()
