"""Spoils dumps in every way and writes a table of what became of their records; fails where counts do not add up.

robustness.py BINARY HOME > docs/robustness.md
"""
import bz2, gzip, json, lzma, os, shutil, subprocess, sys, tempfile
from html import escape

BINARY, HOME = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
COUNT = 40
MIDDLE = COUNT // 2
TEXT = "Talks in Sochi went on for hours; nobody spoke of money at all. Путин и Лукашенко говорили долго, и не раз. "


def ident(n): return f"a{n:03}"
def text(n): return TEXT * (3 + n % 5) + f"No. {n}."


def page(n):
  return (f"<!DOCTYPE html><html><head><title>Title {n}</title></head><body><nav><a href=/>Home</a></nav>"
          f"<article><p>{escape(text(n))}</p></article></body></html>")


def crawled(n):
  def record(kind, block):
    block = block.encode()
    return (f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {ident(n)}\r\nContent-Type: application/http\r\n"
            f"Content-Length: {len(block)}\r\n\r\n").encode() + block + b"\r\n\r\n"
  reply = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(n)
  return record("request", "GET / HTTP/1.1\r\n\r\n") + record("response", reply)


# By format: what stands before the records, each record, between two, after all, and a record that is broken.
FORMATS = {
  "jsonl": ("", lambda n: json.dumps({"id": ident(n), "text": text(n)}, ensure_ascii=False), "\n", "\n", '{"id": broken}'),
  "json": ("[\n", lambda n: json.dumps({"id": ident(n), "text": text(n)}, ensure_ascii=False), ",\n", "\n]\n", '{"id": broken}'),
  "csv": ("id,text\r\n", lambda n: f'{ident(n)},"{text(n)}"', "\r\n", "\r\n", "one,too,many"),
  "tsv": ("id\ttext\n", lambda n: f"{ident(n)}\t{text(n)}", "\n", "\n", "one\ttoo\tmany"),
  "text": ("", lambda n: f"Title {n}\n\n{text(n)}\n", None, "", ""),
  "html": ("", page, None, "", "<html><body><script>made by scripts</script></body></html>"),
  "warc": ("", crawled, "", "", "WARC/1.0\r\nWARC-Type: response\r\n\r\n"),
  "mediawiki": ("<mediawiki>\n", lambda n: f"<page><title>T</title><ns>0</ns><id>{ident(n)}</id><revision><text>"
                f"{escape(text(n))}</text></revision></page>", "\n", "\n</mediawiki>\n", "<page><title>&nothing;</title></page>"),
  "lexis": ("", lambda n: f"   {n + 1} of {COUNT} DOCUMENTS\n\n   The Daily\n\n{ident(n)}\n\nLENGTH: 9 words\n\n{text(n)}\n",
            "\n\n", "\n", f"   1 of {COUNT} DOCUMENTS\n\n   The Daily\n"),
  "factiva": ("", lambda n: f"HD\t{ident(n)}\nWC\t9 words\nSN\tThe Daily\nLA\tEnglish\nTD\n{text(n)}\n\n"
              f"AN\tDocument DAILY00020210222{n:09}\n", "\n\n", "\n", "HD\tAn empty one\nAN\tDocument DAILY00020210222999999999\n"),
}
# In a crawl, the request before each page is no article, and is not counted as a record.
PACKERS = {
  "none": lambda b: b, "gzip": lambda b: gzip.compress(b, mtime=0), "bzip2": bz2.compress, "xz": lzma.compress,
  "zstd": lambda b: subprocess.run(["zstd", "-qc"], input=b, capture_output=True, check=True).stdout,
}
FAULTS = ["none", "cut off", "flipped byte", "broken record", "encoding error"]


def as_bytes(value): return value if isinstance(value, bytes) else value.encode()


def files(form, fault):
  """The dump's files before they are compressed, and which of them a fault of the archive strikes."""
  before, make, between, after, broken = FORMATS[form]
  records = [as_bytes(make(n)) for n in range(COUNT)]
  if fault == "encoding error":
    records[MIDDLE] = records[MIDDLE].replace(b"money", b"mo\xffey")
  if fault == "broken record":
    records.insert(MIDDLE, as_bytes(broken))
  if between is None:
    return records, MIDDLE
  return [as_bytes(before) + as_bytes(between).join(records) + as_bytes(after)], 0


def spoil(packed, fault):
  at = len(packed) * 5 // 9
  if fault == "cut off": return packed[:at]
  if fault == "flipped byte": return packed[:at] + bytes([packed[at] ^ 0x80]) + packed[at + 1:]
  return packed


def run(folder, form):
  """Exit code, peak memory in MiB, output, rejects, summary."""
  paths = {name: os.path.join(folder, name) for name in ("out", "rejects", "summary")}
  command = [BINARY, "analyze", "-q", "--home", HOME, "-j", "2", "--format", form, "--rejects", paths["rejects"],
             "--summary", paths["summary"], "-o", paths["out"], os.path.join(folder, "dump")]
  child = subprocess.Popen(command)
  _, status, usage = os.wait4(child.pid, 0)
  def lines(name): return [json.loads(line) for line in open(paths[name], encoding="utf-8")]
  return os.waitstatus_to_exitcode(status), usage.ru_maxrss / 1024, lines("out"), lines("rejects"), lines("summary")[0]


def faults_found(form, packing, fault, code, out, rejects, summary):
  """What does not add up; nothing where all is well."""
  if summary["records"] != summary["articles"] + summary["rejected"] + summary["passed_over"]:
    yield "the summary's numbers do not add up"
  if len(out) != summary["articles"]: yield f"{len(out)} lines of output for {summary['articles']} articles"
  if len(rejects) != summary["rejected"]: yield f"{len(rejects)} rejects where {summary['rejected']} are told"
  if sum(summary["reasons"].values()) != summary["rejected"]: yield "reasons do not add up"
  if code != (1 if rejects else 0): yield f"exit {code}"
  if not all(reject["reason"] and reject["source"] for reject in rejects): yield "a reject without its reason or place"
  articles = summary["articles"]
  struck = fault in ("cut off", "flipped byte")
  if fault == "none" and (articles, len(rejects)) != (COUNT, 0): yield "a whole dump is not read whole"
  if fault == "broken record" and form != "text" and (articles, len(rejects)) != (COUNT, 1): yield "not one reject"
  # A page that does not say its encoding is read in another; the summary tells that it looks wrong.
  told = summary["mojibake"] if form == "html" else 0
  if fault == "encoding error" and (articles - told, len(rejects) + told) != (COUNT - 1, 1): yield "an error that is not told"
  if struck and packing != "none" and not rejects: yield "damage that is not told"
  if struck and packing == "none" and fault == "flipped byte" and articles < COUNT - 2: yield "more is lost than was struck"
  if fault == "cut off" and packing == "none" and articles < COUNT // 2 - 2: yield "what came before the cut is lost"
  ids = [record["id"] for record in out]
  # The checksum of an archive comes after what it tells of.
  if (packing == "none" or fault != "flipped byte") and form in ("jsonl", "json", "csv", "tsv", "warc", "mediawiki"):
    known = [ident(n) for n in range(COUNT)]
    if ids != [name for name in known if name in set(ids)]: yield "other articles, or in another order"


def main():
  print("# What becomes of spoilt dumps\n")
  print("Made by `make robustness`, which fails where counts do not add up. Each dump holds "
        f"{COUNT} articles (texts and pages in files of their own; the fault strikes one of them). *Cut off*: five ninths of the "
        "file, or archive, is there. *Flipped byte*: one bit there is another. *Broken record*: one more, amid "
        "the others, that is none. *Encoding error*: a byte 0xFF in a text. What was compressed comes out only up to the "
        "damage; how much that is depends on the blocks of the compression. Memory is that of the whole process, with two "
        "workers and the tests' small lexicons.\n")
  print("| format | compression | fault | records read | out | rejected | passed over | exit | peak MiB |")
  print("|---|---|---|--:|--:|--:|--:|--:|--:|")
  wrong = 0
  for form in FORMATS:
    for packing, pack in PACKERS.items():
      for fault in FAULTS:
        if form == "text" and fault == "broken record": continue  # Any text is one.
        folder = tempfile.mkdtemp()
        try:
          os.mkdir(os.path.join(folder, "dump"))
          contents, struck = files(form, fault)
          for number, content in enumerate(contents):
            packed = pack(content)
            if number == struck: packed = spoil(packed, fault)
            with open(os.path.join(folder, "dump", f"{number:03}"), "wb") as file: file.write(packed)
          code, memory, out, rejects, summary = run(folder, form)
        finally:
          shutil.rmtree(folder)
        print(f"| {form} | {packing} | {fault} | {summary['records']} | {len(out)} | {len(rejects)} "
              f"| {summary['passed_over']} | {code} | {memory:.0f} |")
        for what in faults_found(form, packing, fault, code, out, rejects, summary):
          wrong += 1
          print(f"{form}, {packing}, {fault}: {what}: {summary}", file=sys.stderr)
  sys.exit(1 if wrong else 0)


main()
