"""How fast rhetor is, and what a change costs.

    bench.py time BINARY     wall-clock times, all in one run, as ratios; writes docs/speed.md
    bench.py count BINARY    instructions under callgrind, against Tests/Bench/instructions.tsv; exit 1 on +10 %

Environment: CORPUS (a JSONL file instead of the one that is made), SEED, MEGABYTES, ROUNDS, GOLD (the folder of coded
samples), PEERS (a Python that has vaderSentiment or spaCy), RECORD=1 (count: writes the baseline anew).
"""

import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import corpus

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HERE = os.path.join(ROOT, "Tests", "Bench")
WORK = os.path.join(ROOT, "Output", "bench")
SAMPLES = os.path.join(ROOT, "Pipelines", "samples", "articles.jsonl")
SHARED = os.path.join(os.path.dirname(ROOT), "shared")
GOLD = os.environ.get("GOLD") or os.path.join(SHARED, "data")
SEED = int(os.environ.get("SEED", "7"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
MEGABYTES = int(os.environ.get("MEGABYTES", "200"))
TOLERANCE = 0.10
# Images of the data: none of the user's own, and none of an earlier call.
CACHE = os.path.join(WORK, "cache")
shutil.rmtree(CACHE, ignore_errors=True)
os.environ["XDG_CACHE_HOME"] = CACHE


def say(text):
    print(text, file=sys.stderr, flush=True)


# What is measured


class Run:
    """A process that ran to its end: seconds by the clock, its peak memory, seconds to the first byte it wrote."""

    def __init__(self, command, first_only=False):
        begin = time.perf_counter()
        self.first = None
        with open(os.devnull, "w") as nowhere:
            process = subprocess.Popen(command, stdout=subprocess.PIPE if first_only else nowhere, cwd=ROOT)
            if first_only:
                process.stdout.read(1)
                self.first = time.perf_counter() - begin
                process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds = time.perf_counter() - begin
        self.mebibytes = usage.ru_maxrss / 1024
        if process.returncode != 0:
            sys.exit(f"bench: '{' '.join(command)}' ended with {process.returncode}")


class Floor:
    """ICU's bare loop over the same file."""

    def __init__(self):
        source = os.path.join(SHARED, "bench", "icu_floor.cpp")
        if not os.path.exists(source):
            source = os.path.join(HERE, "icu_floor.cpp")
        self.program = os.path.join(WORK, "icu_floor")
        compiler = next((name for name in ("g++", "clang++") if shutil.which(name)), None)
        if compiler is None:
            sys.exit("bench: no C++ compiler: install g++")
        command = [compiler, "-O3", "-march=native", source, "-o", self.program, "-lsimdjson", "-licuuc"]
        if subprocess.run(command).returncode != 0:
            sys.exit("bench: the floor could not be built: 'make deps' installs what it needs")

    def run(self, path, mode):
        """Megabytes of text, and how many of them a second."""
        out = subprocess.run([self.program, path, mode], capture_output=True, text=True, check=True).stdout
        return tuple(float(re.search(pattern, out)[1]) for pattern in (r": ([\d.]+) MB", r"= ([\d.]+) MB/s"))


def stage_pipelines():
    """News pipelines with one stage, two, and so on: their names and files."""
    with open(os.path.join(ROOT, "Pipelines", "news.yaml"), encoding="utf-8") as file:
        text = file.read()
    head, rest = text.split("\nstages:\n")
    stages = re.match(r"(?:  - \w+\n)+", rest)[0].split("\n")[:-1]
    found = []
    for count in range(1, len(stages) + 1):
        path = os.path.join(WORK, f"stages-{count}.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(head + "\nstages:\n" + "\n".join(stages[:count]) + "\n" + rest[len("\n".join(stages)) + 1 :])
        found.append((stages[count - 1].strip(" -"), path))
    return found


def corpora():
    """The corpus, and a tenth as much in Cyrillic; made where they are not there yet."""
    os.makedirs(WORK, exist_ok=True)
    sentences, more = corpus.samples(SAMPLES), corpus.gold(GOLD)
    paths = []
    for language, size in (("en", MEGABYTES * 1_000_000), ("ru", MEGABYTES * 100_000)):
        path = os.path.join(WORK, f"{language}-{MEGABYTES}-{SEED}{'-gold' if more[language] else ''}.jsonl")
        if language == "en" and os.environ.get("CORPUS"):
            path = os.path.abspath(os.environ["CORPUS"])
        elif not os.path.exists(path):
            say(f"bench: making {path}")
            corpus.write(path, sentences[language] + more[language], language, size, SEED)
        paths.append(path)
    return paths


def compressed(path):
    """The corpus under zstd or gzip, whichever is there."""
    for program, ending in (("zstd", ".zst"), ("gzip", ".gz")):
        if not shutil.which(program):
            continue
        target = os.path.join(WORK, os.path.basename(path) + ending)
        if not os.path.exists(target) or os.path.getmtime(target) < os.path.getmtime(path):
            say(f"bench: packing {target}")
            with open(target, "wb") as out:
                subprocess.run([program, "-q", "-c", path], stdout=out, check=True)
        return program, target
    return None


def articles(path, count, name):
    """The first articles of a file, as a file of their own."""
    target = os.path.join(WORK, name)
    with open(path, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for _, line in zip(range(count), lines):
            out.write(line)
    return target


# make bench


def measure(binary):
    english, cyrillic = corpora()
    floor, stages, packed = Floor(), stage_pipelines(), compressed(english)
    one = {path: articles(path, 1, f"one-{index}.jsonl") for index, path in enumerate((english, cyrillic))}
    few = articles(english, 1000, "few.jsonl")
    # What evidence makes of the whole corpus would take longer than all the rest.
    part = articles(english, 5000, "part.jsonl")
    analyze = [binary, "analyze", "-q", "-j", "1"]
    rows = {}

    def note(name, value):
        rows.setdefault(name, []).append(value)

    for number in range(1, ROUNDS + 1):
        say(f"bench: round {number} of {ROUNDS}")
        _, words = floor.run(english, "word")
        text, both = floor.run(english, "both")
        note("floor.words", words)
        note("floor.both", both)
        plain = Run(analyze + [english])
        note("one", text / plain.seconds / both)
        note("memory.one", plain.mebibytes)
        two = Run(analyze[:-1] + ["2", english])
        note("two", text / two.seconds / both)
        note("two.one", plain.seconds / two.seconds)
        note("memory.two", two.mebibytes)
        note("memory.few", Run(analyze + [few]).mebibytes)
        before = 0.0
        for name, path in stages:
            seconds = Run(analyze + ["-p", path, english]).seconds
            note("stage." + name, (seconds - before) / plain.seconds)
            before = seconds
        note("evidence", Run(analyze + ["--evidence", part]).seconds / Run(analyze + [part]).seconds)
        if packed:
            note("packed", Run(analyze + [packed[1]]).seconds / plain.seconds)
        text, both = floor.run(cyrillic, "both")
        note("cyrillic", text / Run(analyze + [cyrillic]).seconds / both)
        for _ in range(4):
            note("version", Run([binary, "--version"]).seconds * 1000)
            note("first.en", Run(analyze + [one[english]], first_only=True).first * 1000)
            note("first.none", Run(analyze + ["--no-cache", one[english]], first_only=True).first * 1000)
            note("first.ru", Run(analyze + [one[cyrillic]], first_only=True).first * 1000)
        for name, seconds in peers(few).items():
            note("peer." + name, seconds / Run(analyze + [few]).seconds)
    return rows, packed


def peers(path):
    """Seconds that others take over a file; those that are not installed are left out."""
    python = os.environ.get("PEERS") or sys.executable
    commands = {name: [python, f"{HERE}/peers.py", name, path] for name in ("vader", "spacy")}
    commands["quanteda"] = ["Rscript", f"{HERE}/quanteda.R", path, f"{ROOT}/Lexicons/en/valence.tsv"]
    found = {}
    for name, command in commands.items():
        if not shutil.which(command[0]):
            continue
        run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
        if run.returncode == 0:
            found[name] = float(run.stdout.split()[-1])
    return found


LABELS = [
    ("floor.words", "floor: ICU's word loop, MB of text a second"),
    ("floor.both", "floor: ICU's word and sentence loops, MB of text a second"),
    ("one", "`analyze`, one worker, as a multiple of the floor of words and sentences"),
    ("two", "`analyze`, two workers, as a multiple of that floor"),
    ("two.one", "two workers against one, times as fast"),
    ("cyrillic", "`analyze`, one worker, Russian, as a multiple of its floor"),
    ("stage.segment", "share of the time: start, reading, segmenting, matching, writing"),
    ("stage.mentions", "share of the time: mentions"),
    ("stage.attribution", "share of the time: attribution"),
    ("stage.stance", "share of the time: stance"),
    ("stage.rhetoric", "share of the time: rhetoric"),
    ("evidence", "`--evidence`, 5,000 articles, times as long as without"),
    ("packed", "input under {packed}, times as long as plain"),
    ("memory.few", "peak memory, 1,000 articles, one worker, MiB"),
    ("memory.one", "peak memory, whole corpus, one worker, MiB"),
    ("memory.two", "peak memory, whole corpus, two workers, MiB"),
    ("version", "`--version`, ms"),
    ("first.none", "first record of an English article, without what an earlier run has kept, ms"),
    ("first.en", "first record of an English article, ms"),
    ("first.ru", "first record of a Russian article, ms"),
    ("peer.vader", "VADER by sentence, times as long as `analyze` with start-up, 1,000 articles"),
    ("peer.quanteda", "quanteda, tokens and lookup, times as long"),
    ("peer.spacy", "spaCy, blank pipeline with a PhraseMatcher, times as long"),
]


def figure(value):
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def table(rows, packed):
    lines = [
        "# Speed",
        "",
        "Made by `make bench`: medians and ranges of paired runs, all in one go. What is compared ran side by side; on a busy",
        "machine the ratios hold, the milliseconds do not.",
        "",
        f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the end; "
        f"{MEGABYTES} MB of English, {MEGABYTES / 10:g} MB of Russian; rounds: {ROUNDS}.",
        "",
        "| measured | median | range |",
        "|---|--:|--:|",
    ]
    for key, label in LABELS:
        label = label.format(packed=packed[0] if packed else "")
        if key in rows:
            values = rows[key]
            lines.append(f"| {label} | {figure(statistics.median(values))} | {figure(min(values))} to {figure(max(values))} |")
        elif key.startswith("peer."):
            lines.append(f"| {label} | not installed | |")
    return "\n".join(lines) + "\n"


# make bench-count


def instructions(command):
    """Instructions of all threads of a process, in millions. Its standard output is left out of it."""
    with tempfile.TemporaryDirectory() as folder:
        valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out"]
        # Tables of the standard library are laid out the same in every run.
        surroundings = {**os.environ, "SWIFT_DETERMINISTIC_HASHING": "1"}
        run = subprocess.run(
            valgrind + command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=surroundings
        )
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not found:
        sys.exit(f"bench: '{' '.join(command)}' ended with {run.returncode} under valgrind:\n{run.stderr[-2000:]}")
    return int(found[1]) / 1e6


def recorded(path):
    """The baseline's figures by measure."""
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    return {name: float(value) for name, value in rows[1:]}


def record(path, found, binary):
    version = subprocess.run([binary, "--version"], capture_output=True, text=True).stdout.split("\n")[0]
    with open(path, "w", encoding="utf-8") as file:
        file.write("# Millions of instructions by callgrind, start-up taken off text and evidence: make bench-count RECORD=1\n")
        file.write(f"# {platform.machine()}, {version}\n")
        file.write("measure\tmillions\n" + "".join(f"{name}\t{value:.1f}\n" for name, value in found.items()))


def count(binary):
    missing = [program for program in ("valgrind", "strip") if not shutil.which(program)]
    if missing:
        print(f"bench: skipped: no {' and no '.join(missing)}: install it to have instructions counted")
        return 0
    os.makedirs(WORK, exist_ok=True)
    # Valgrind stumbles over the debugger's notes in newer programs.
    program = os.path.join(WORK, "rhetor")
    subprocess.run(["strip", "--strip-debug", "-o", program, binary], check=True)
    # Of the samples alone, so that every checkout counts the same bytes.
    sentences, files = corpus.samples(SAMPLES), {}
    for language in ("en", "ru"):
        files[language] = os.path.join(WORK, f"count-{language}.jsonl")
        corpus.write(files[language], sentences[language], language, 1_000_000, SEED)
    analyze = [program, "analyze", "-q", "-j", "1", "--home", ROOT]
    one = articles(files["en"], 1, "count-one.jsonl")
    # Leaves an image for all that come after it; an image belongs to the libraries in memory, and valgrind's are among them.
    instructions(analyze + [one])
    # Each with what is taken off it, so that a costlier loop is not lost beside the start.
    measures = {
        "version": ([program, "--version"], None),
        "load": (analyze + ["--no-cache", one], None),
        "first-record": (analyze + [one], None),
        "text-en": (analyze + [files["en"]], "first-record"),
        "text-ru": (analyze + [files["ru"]], "first-record"),
        "evidence-en": (analyze + ["--evidence", files["en"]], "first-record"),
    }
    path = os.path.join(HERE, "instructions.tsv")
    baseline, found, worse = recorded(path), {}, []
    print(f"{'million instructions':<22}{'now':>10}{'recorded':>10}")
    for name, (command, start) in measures.items():
        found[name] = instructions(command) - found.get(start, 0)
        before = baseline.get(name)
        change = f"{found[name] / before - 1:+.1%}" if before else "new"
        print(f"{name:<22}{found[name]:>10.1f}{before or float('nan'):>10.1f}  {change}", flush=True)
        if before and found[name] > before * (1 + TOLERANCE):
            worse.append(f"{name} {change}")
        if os.environ.get("RECORD"):
            record(path, found, binary)
    if os.environ.get("RECORD"):
        return 0
    if worse:
        print(
            f"bench: over {TOLERANCE:.0%} more instructions than recorded: {', '.join(worse)}: "
            "mend it, or say why and record it with 'make bench-count RECORD=1'"
        )
    return 1 if worse else 0


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ("time", "count"):
        sys.exit(__doc__)
    binary = os.path.abspath(sys.argv[2])
    if sys.argv[1] == "count":
        sys.exit(count(binary))
    text = table(*measure(binary))
    with open(os.path.join(ROOT, "docs", "speed.md"), "w", encoding="utf-8") as file:
        file.write(text)
    print(text, end="")


if __name__ == "__main__":
    main()
