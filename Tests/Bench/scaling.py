"""How time and memory of `rhetor analyze` grow with what it is given, one worker: make scaling.

    scaling.py BINARY [corpus] [lexicon] [actors] [article]

Writes docs/scaling.md and a plot for each dimension, docs/scaling-*.svg; dimensions that are not named stay as they are
there. Seconds are those of the processor, user and system,
so that others on the machine disturb them less; the least of several runs where a run is short.

Environment: LIMIT (megabytes of the largest corpus, 4000; the other dimensions are cut by the same factor), SEED, GOLD, WORK.
"""

import importlib.util
import json
import math
import os
import platform
import random
import subprocess
import sys
import threading
import traceback

import bench
import corpus
import plot

ROOT = bench.ROOT
WORK = os.environ.get("WORK") or os.path.join(ROOT, "Output", "scaling")
LIMIT = float(os.environ.get("LIMIT", "4000"))
SEED = bench.SEED
# What the greatest sizes are where LIMIT is 4000.
WHOLE = 4000
# What is straight: time grows by no greater a power of the size, over all sizes and over the last tenfold alone, where what is
# quadratic shows first.
STRAIGHT, STRAIGHT_AT_END = 1.1, 1.15


def sizes(most, least):
    """1, 3, 10, 30… from the least to the most, which LIMIT cuts."""
    most = max(least * 3, most * min(1.0, LIMIT / WHOLE))
    found = [least * step for power in range(12) for step in (10**power, 3 * 10**power)]
    found = [size for size in found if size <= most * 1.001]
    return found if found[-1] > most / 1.3 else found + [int(most)]


class Usage:
    """Processor seconds and peak memory of a run."""

    def __init__(self, command, feed=None):
        with open(os.devnull, "w") as nowhere:
            process = subprocess.Popen(command, stdin=subprocess.PIPE if feed else subprocess.DEVNULL, stdout=nowhere, cwd=ROOT)
            if feed:
                threading.Thread(target=feed, args=(process.stdin,), daemon=True).start()
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"scaling: '{' '.join(command)}' ended with {process.returncode}")
        self.seconds = usage.ru_utime + usage.ru_stime
        self.mebibytes = usage.ru_maxrss / 1024


def least(command, feed=None, runs=3):
    """The run with the least time; a long one is not repeated."""
    best = None
    for _ in range(runs):
        usage = Usage(command, feed)
        if best is None or usage.seconds < best.seconds:
            best = usage
        if usage.seconds > 8:
            break
    return best


def repeated(path, size):
    """Feeds a pipe with a file again and again, whole lines, until so many bytes are through."""
    with open(path, "rb") as file:
        text = file.read()

    def feed(pipe):
        left = size
        try:
            while left > 0:
                piece = text if left >= len(text) else text[: text.rfind(b"\n", 0, left) + 1] or text[: text.find(b"\n") + 1]
                pipe.write(piece)
                left -= len(piece)
                if len(piece) < len(text):
                    break
            pipe.close()
        except BrokenPipeError:
            pass

    return feed


def apart(work):
    """Does what takes memory in a process of its own: what this one has ever held counts as a peak of those it starts."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        sys.exit("scaling: no data could be made")


def slope(points):
    """Exponent and factor of y = factor * x ** exponent by least squares of logarithms."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(max(y, 1e-9)) for _, y in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread = sum((x - mean_x) ** 2 for x in xs)
    exponent = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys)) / spread
    return exponent, math.exp(mean_y - exponent * mean_x)


class Dimension:
    """Rows of one dimension: the size, peak memory, figures."""

    def __init__(self, name, title, unit, text, costs, memory_note):
        self.name, self.title, self.unit, self.text = name, title, unit, text
        # Of each figure: its name, whose growth it tells (None: it is not fitted), and what is to be added to its exponent to
        # have that of the whole.
        self.costs = costs
        # None where memory must not grow.
        self.memory_note = memory_note
        self.rows = []

    def add(self, size, memory, *figures):
        self.rows.append((size, memory, *figures))
        bench.say(f"scaling: {self.title}: {plot.label(size)} {self.unit}: {figures}, {memory:.0f} MiB")

    def fit(self, column):
        """Exponent and factor, and the rows they are of: those whose seconds can be told from the noise of a start."""
        noise = 0 if self.costs[column][2] else 0.05
        points = [(row[0], row[2 + column]) for row in self.rows if row[2 + column] > noise]
        return (slope(points), points) if len(points) > 1 else (None, points)

    def verdict(self, subject, column):
        fitted, points = self.fit(column)
        if fitted is None:
            return f"{subject}: too small to be told from the noise."
        added = self.costs[column][2]
        last = [point for point in points if point[0] * 10 >= points[-1][0] * 0.99]
        exponent, at_end = fitted[0] + added, (slope(last)[0] if len(last) > 1 else fitted[0]) + added
        if not added and at_end < 0.2:
            return f"{subject} hardly depends on it: size^{exponent:.2f}, over the last tenfold size^{at_end:.2f}."
        word = "straight" if exponent <= STRAIGHT and at_end <= STRAIGHT_AT_END else "NOT straight"
        return f"{subject} grows as size^{exponent:.2f}, over the last tenfold as size^{at_end:.2f}: {word}."

    def page(self):
        head = [self.unit] + [name for name, *_ in self.costs] + ["peak memory, MiB"]
        lines = [f"## {self.title}", "", self.text, "", "| " + " | ".join(head) + " |", "|" + "--:|" * len(head)]
        for size, memory, *figures in self.rows:
            cells = [f"{size:,.0f}" if size >= 1 else f"{size:g}"] + [bench.figure(value) for value in figures]
            lines.append("| " + " | ".join(cells + [f"{memory:.0f}"]) + " |")
        lines.append("")
        lines += [self.verdict(subject, column) for column, (_, subject, _) in enumerate(self.costs) if subject]
        first, last = self.rows[0], self.rows[-1]
        grown, times = last[1] - first[1], last[0] / first[0]
        if self.memory_note:
            verdict = self.memory_note.format(grown * 2**20 / (last[0] - first[0]))
        else:
            verdict = "bounded" if grown < first[1] / 2 else "NOT bounded"
        lines.append(
            f"Peak memory goes from {first[1]:.0f} to {last[1]:.0f} MiB while the size grows {times:,.0f} times: {verdict}."
        )
        return lines + ["", f"![{self.title}](scaling-{self.name}.svg)", ""]

    def plot(self):
        panels = []
        for column, (name, subject, _) in enumerate(self.costs):
            fitted, points = self.fit(column)
            if subject and len(points) > 1:
                panels.append((name, self.unit, points, (fitted[1], fitted[0]) if fitted else None))
        panels.append(("peak memory, MiB", self.unit, [(row[0], row[1]) for row in self.rows], None))
        with open(os.path.join(ROOT, "docs", f"scaling-{self.name}.svg"), "w", encoding="utf-8") as file:
            file.write(plot.svg(panels))


def pipeline(name, **lists):
    """A news pipeline over English alone, with data files of its own."""
    path = os.path.join(WORK, name + ".yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"name: {name}\nlanguages: [en]\nstages: [segment, mentions, attribution, stance, rhetoric]\n")
        file.writelines(f"{key}: [{', '.join(values)}]\n" for key, values in lists.items())
    return path


class Bench:
    def __init__(self, binary):
        os.makedirs(WORK, exist_ok=True)
        # Without a cache, or the second start would load nothing.
        self.analyze = [binary, "analyze", "-q", "-j", "1", "--home", ROOT, "--no-cache"]
        sentences, more = corpus.samples(bench.SAMPLES), corpus.gold(bench.GOLD)
        self.sentences = sentences["en"] + more["en"]
        self.base = self.made("base.jsonl", 10_000_000)
        self.one = os.path.join(WORK, "one.jsonl")
        with open(self.one, "w") as file:
            file.write('{"id": 1, "language": "en", "text": "Nothing happened."}\n')

    def made(self, name, size):
        path = os.path.join(WORK, name)
        if not os.path.exists(path):
            corpus.write(path, self.sentences, "en", size, SEED)
        return path

    def corpus(self):
        found = Dimension(
            "corpus", "Corpus", "MB", "Articles of 10 to 40 sentences through a pipe; the start is taken off the seconds.",
            [("seconds", "Time", 0), ("MB a second", None, 0)], None)
        start = least(self.analyze + [self.one])
        for megabytes in sizes(4000, 10):
            run = least(self.analyze + ["-"], repeated(self.base, megabytes * 1_000_000))
            seconds = run.seconds - start.seconds
            found.add(megabytes, run.mebibytes, seconds, megabytes / seconds)
        return found

    def data(self, found, counts, make):
        """Load and throughput with more and more data; `make` gives a pipeline for a size. What the language's own lexicons
        take to load is taken off."""
        plain = least(self.analyze + ["-p", pipeline("plain"), self.one])
        for count in counts:
            path = make(count)
            start = least(self.analyze + ["-p", path, self.one])
            run = least(self.analyze + ["-p", path, self.base])
            found.add(count, run.mebibytes, start.seconds - plain.seconds, run.seconds - start.seconds)
        return found

    def lexicon(self):
        found = Dimension(
            "lexicon", "Lexicon", "entries",
            "A valence lexicon of made words beside the language's own: single words, one in seven with a wildcard, one in "
            "seven of two words. A larger one takes no more instructions an entry; what grows is the waiting for memory.",
            [("seconds to load", "Time to load", 0), ("seconds for 10 MB of text", "Time for the text", 0)],
            "about {:.0f} bytes an entry")

        def write(count):
            draw, taken = random.Random(SEED), set()
            syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
            with open(os.path.join(WORK, f"lexicon-{count}.tsv"), "w", encoding="utf-8") as file:
                file.write("# name: made\n# language: en\n# kind: valence\n# version: 1\n# source: scaling.py\n# licence: MIT\nterm\tweight\n")
                while len(taken) < count:
                    word = "".join(draw.choice(syllables) for _ in range(draw.randint(4, 6)))
                    if word in taken:
                        continue
                    taken.add(word)
                    kind = len(taken) % 7
                    term = word + "*" if kind == 0 else word + " " + draw.choice(syllables) + "rent" if kind == 1 else word
                    file.write(f"{term}\t{draw.choice((-2, -1, 1, 2))}\n")

        def make(count):
            apart(lambda: write(count))
            return pipeline(f"lexicon-{count}", lexicons=[f"lexicon-{count}.tsv"])

        return self.data(found, sizes(1_000_000, 1000), make)

    def actors(self):
        spec = importlib.util.spec_from_file_location("actors_scale", os.path.join(ROOT, "Tests", "EndToEnd", "actors-scale.py"))
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        counts = sizes(100_000, 100)

        def write():
            made = module.actors(counts[-1])
            for count in counts:
                module.write(os.path.join(WORK, f"actors-{count}.tsv"), made[:count])

        apart(write)
        found = Dimension(
            "actors", "Actors", "actors",
            "A registry of made actors with eleven names each, one in ten of them in Cyrillic as well. A larger one takes no more "
            "instructions an actor; what grows is the waiting for memory.",
            [("seconds to load", "Time to load", 0), ("seconds for 10 MB of text", "Time for the text", 0)],
            "about {:.0f} bytes an actor")

        return self.data(found, counts, lambda count: pipeline(f"actors-{count}", actors=[f"actors-{count}.tsv"]))

    def article(self):
        found = Dimension(
            "article", "Length of an article", "bytes",
            "The same sentences as articles of that length; what an article takes is its share of the seconds. A short one pays "
            "for its record; a long one takes no more instructions a byte, but waits longer for memory.",
            [("seconds for a MB", "Time of an article", 1)], "{:.1f} bytes of memory for a byte of the longest article")
        start = least(self.analyze + [self.one])
        longest = max(int(10_000_000 * min(1.0, LIMIT / WHOLE)), 30_000)
        lengths = [150] + [10**power * step for power in (3, 4, 5, 6) for step in (1, 3)] + [10_000_000]
        for length in [length for length in lengths if length < longest] + [longest]:
            total = max(5_000_000, length)
            path = os.path.join(WORK, "articles.jsonl")
            apart(lambda: self.articles(path, length, total))
            run = least(self.analyze + [path])
            found.add(length, run.mebibytes, (run.seconds - start.seconds) / (os.path.getsize(path) / 1e6))
            os.unlink(path)
        return found

    def articles(self, path, length, total):
        """A file of articles of that many bytes, the shortest of one sentence."""
        draw, written = random.Random(SEED), 0
        with open(path, "w", encoding="utf-8") as file:
            while written < total:
                text, size, parts = [], 0, 0
                while not text or size + 150 < length:
                    text.append(draw.choice(self.sentences))
                    size += len(text[-1].encode()) + 1
                    parts += 1
                body = "\n\n".join(" ".join(text[at : at + 4]) for at in range(0, len(text), 4))
                line = json.dumps({"id": written, "language": "en", "text": body}, ensure_ascii=False) + "\n"
                file.write(line)
                written += len(line.encode())


def sections(page):
    """The parts of a page by their titles."""
    if not os.path.exists(page):
        return {}
    with open(page, encoding="utf-8") as file:
        parts = file.read().split("\n## ")[1:]
    return {part.partition("\n")[0]: "## " + part.rstrip("\n") + "\n" for part in parts}


def main():
    names = ["corpus", "lexicon", "actors", "article"]
    if len(sys.argv) < 2 or any(name not in names for name in sys.argv[2:]):
        sys.exit(__doc__)
    measure = Bench(os.path.abspath(sys.argv[1]))
    found = [getattr(measure, name)() for name in names if name in (sys.argv[2:] or names)]
    page = os.path.join(ROOT, "docs", "scaling.md")
    parts = sections(page)
    for dimension in found:
        dimension.plot()
        parts[dimension.title] = "\n".join(dimension.page())
    head = [
        "# How time and memory grow",
        "",
        "Made by `make scaling`: `rhetor analyze` with one worker and what it is given made larger and larger. The exponent is the",
        "slope of the line through the logarithms of size and seconds; 1 is a straight line.",
        "",
        f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the end; LIMIT={LIMIT:g}, SEED={SEED}.",
        "",
    ]
    with open(page, "w", encoding="utf-8") as file:
        file.write("\n".join(head + list(parts.values())))
    print("\n".join(head + list(parts.values())))


if __name__ == "__main__":
    main()
