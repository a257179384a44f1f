"""What many actors cost: makes registries as tables, and measures loading and throughput with few and with many.

actors-scale.py BINARY [HOME]

Loading is what `analyze` takes for one tiny article, less what it takes with the registry of few, without an image of the data
and with one; throughput is measured with one, over the sample articles again and again, with mentions of the first actors among
them. All as instructions of the whole process, where `perf` may count them, and as the least CPU time of several runs, which a busy
machine makes larger.
"""
import json, os, random, shutil, subprocess, sys, tempfile, time, resource

FEW, MANY, ALIASES, RUNS = 300, 10_000, 10, 5
PARTS = "ka ro mi ten dol va ber sta nu lo gri pe sho an el or ti zan mar fe bu du ly".split()


def actors(count, seed=1):
  """Actors with ten names each; every tenth has some in Cyrillic, which are declined and transliterated."""
  rng = random.Random(seed)
  taken, made = set(), []
  def word(least, most): return "".join(rng.choice(PARTS) for _ in range(rng.randint(least, most))).capitalize()
  def fresh(make):
    while True:
      name = make()
      if name.lower() not in taken:
        taken.add(name.lower())
        return name
  latin = "abdefghiklmnoprstuvyz"
  cyrillic = dict(zip(latin, "абдефгхиклмнопрстувызз"))
  for number in range(count):
    first, last = word(2, 3), word(3, 5)
    is_person = number % 5 < 3
    names = [fresh(lambda: f"{first} {last} {word(1, 2)}" if not is_person else f"{word(2, 3)} {last}")]
    while len(names) < ALIASES + 1:
      if number % 10 == 0 and len(names) > 8:
        text = fresh(lambda: "".join(cyrillic.get(c, c) for c in f"{word(2, 3)} {word(3, 5)}".lower()).title())
      else:
        text = fresh(lambda: f"{word(2, 3)} {word(1, 2)} {last}" if len(names) % 2 else f"{word(2, 4)} {last}")
      names.append(text)
    made.append((f"made-{number}", "person" if is_person else "organisation", names))
  return made


def write(path, made):
  with open(path, "w", encoding="utf-8") as file:
    file.write("# name: made\nid\ttype\ttext\tfrom\tto\tkind\tgender\tof\n")
    for ident, kind, names in made:
      file.write(f"{ident}\tname\t{names[0]}\t\t\t{kind}\t\t\n")
      file.writelines(f"{ident}\talias\t{name}\t\t\t\t\t\n" for name in names[1:])


def measure(arguments):
  """Instructions in millions (None where they can't be counted), CPU times and times by the clock."""
  counted = None
  if shutil.which("perf"):
    run = subprocess.run(["perf", "stat", "-x,", "-e", "instructions:u", *arguments], stdout=subprocess.DEVNULL,
                         stderr=subprocess.PIPE, text=True)
    for line in run.stderr.splitlines():
      if "instructions" in line and line.split(",")[0].isdigit(): counted = int(line.split(",")[0]) / 1e6
  users, walls = [], []
  for _ in range(RUNS):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(arguments, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    walls.append(time.monotonic() - start)
    users.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
  return counted, users, walls


def main():
  binary = os.path.abspath(sys.argv[1])
  home = os.path.abspath(sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(__file__), "../.."))
  with tempfile.TemporaryDirectory() as folder:
    made = actors(MANY)
    for name, count in (("few", FEW), ("many", MANY)):
      write(f"{folder}/{name}.tsv", made[:count])
      with open(f"{folder}/{name}.yaml", "w") as file:
        file.write(f"name: {name}\nlanguages: [en, ru]\nactors: [{name}.tsv]\ntransliterations: transliterations.tsv\n"
                   "stages: [segment, mentions, attribution, stance, rhetoric]\n")
    with open(f"{home}/Pipelines/samples/articles.jsonl", encoding="utf-8") as file:
      samples = [json.loads(line) for line in file]
    rng = random.Random(2)
    with open(f"{folder}/corpus.jsonl", "w", encoding="utf-8") as file:
      for turn in range(150):
        for article in samples:
          names = " ".join(f"{rng.choice(rng.choice(made[:FEW])[2])} condemned {rng.choice(made[:FEW])[2][0]}."
                           for _ in range(3))
          file.write(json.dumps({**article, "id": f"{article['id']}-{turn}", "text": article["text"] + "\n" + names},
                                ensure_ascii=False) + "\n")
    with open(f"{folder}/tiny.jsonl", "w") as file: file.write('{"id": 1, "language": "en", "text": "Nothing."}\n')
    megabytes = os.path.getsize(f"{folder}/corpus.jsonl") / 1e6
    print(f"{MANY} actors, {MANY * ALIASES} aliases against {FEW}; corpus {megabytes:.1f} MB; load {os.getloadavg()}")
    print(f"{'':22}{'M instructions':>16}{'CPU s, least':>14}{'most':>8}{'wall s, least':>15}")
    figures = {}
    for what, corpus, cache in (("tiny", "tiny", ["--no-cache"]), ("image", "tiny", ["--cache-dir", f"{folder}/images"]),
                                ("corpus", "corpus", ["--cache-dir", f"{folder}/images"])):
      for name in ("few", "many"):
        line = [binary, "analyze", "-q", "-j", "1", *cache, "--home", home, "-p", f"{folder}/{name}.yaml",
                f"{folder}/{corpus}.jsonl"]
        counted, users, walls = figures[what, name] = measure(line)
        print(f"{what + ', ' + name:22}{counted or float('nan'):16.0f}{min(users):14.3f}{max(users):8.3f}{min(walls):15.3f}")
    def difference(what, of): return of(figures[what, "many"]) - of(figures[what, "few"])
    least = lambda figure: min(figure[1])
    wall = lambda figure: min(figure[2])
    for what, label in (("tiny", "loading"), ("image", "with an image")):
      print(f"{label}: {difference(what, least) * 1000:+.0f} ms of CPU, {difference(what, wall) * 1000:+.0f} ms by the clock")
    for label, of in (("CPU", least), ("instructions", lambda figure: figure[0] or float("nan"))):
      few = of(figures["corpus", "few"]) - of(figures["image", "few"])
      many = of(figures["corpus", "many"]) - of(figures["image", "many"])
      print(f"throughput, without loading: {100 * (many / few - 1):+.1f} % {label}")


if __name__ == "__main__": main()
