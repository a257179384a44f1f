"""Holds dataset folders that rhetor writes against what others make of them.

    dataset.py BINARY HOME

A folder with everything and one without any article are written; then each file must pass its own JSON Schema, the data
package `frictionless`, the SQLite file SQLite's checks, and pandas and R must read each table in one line, with as many
rows and columns as the manifest and the codebook's schema say. `make dataset-check` installs what this needs from PyPI.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import frictionless
import jsonschema
import pandas

binary, home = (os.path.abspath(path) for path in sys.argv[1:3])
faults = 0


def check(what, agrees, found=""):
    global faults
    if not agrees:
        faults += 1
        print(f"FAULT {what}: {found}")


def rows(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def check_schemas(folder, manifest):
    """Every line of every JSONL file, and the manifest, against the schema that lies beside them."""
    for file in sorted(os.listdir(f"{folder}/schema")):
        name = file.removesuffix(".schema.json")
        schema = json.load(open(f"{folder}/schema/{file}", encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        values = [manifest] if name == "manifest" else rows(f"{folder}/{name}.jsonl")
        for number, value in enumerate(values, 1):
            for error in validator.iter_errors(value):
                check(f"{folder}/{name}:{number}", False, error.message)
        print(f"  {name}: {len(values)} pass their schema")


def check_package(folder):
    report = frictionless.validate(f"{folder}/datapackage.json")
    check(f"{folder}/datapackage.json", report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:5])
    print(f"  frictionless: {len(report.tasks)} resources, valid: {report.valid}")


def in_sqlite(value):
    """Lists are JSON; texts end at NUL, so that something stands for it."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def check_database(folder, counts):
    path = f"{folder}/dataset.sqlite"
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    check(path, base.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    check(path, not base.execute("PRAGMA foreign_key_check").fetchall(), "foreign keys")
    check(path, base.execute("PRAGMA user_version").fetchone()[0] == 1, "user_version")
    for name, (count, keys) in counts.items():
        found = base.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
        check(f"{path} {name}", found == count, f"{found} rows, not {count}")
        columns = [row[1] for row in base.execute(f'PRAGMA table_info("{name}")')]
        check(f"{path} {name}", columns == keys, columns)
        values = [list(row) for row in base.execute(f'SELECT * FROM "{name}" ORDER BY rowid')]
        due = [[in_sqlite(value) for value in row.values()] for row in rows(f"{folder}/{name}.jsonl")]
        check(f"{path} {name}", values == due, "its rows are not those of the JSONL file")
    views = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")]
    for view in views:
        base.execute(f"SELECT * FROM {view}").fetchall()
    print(f"  sqlite3: {len(counts)} tables, {len(views)} views")


def check_pandas(folder, counts):
    for name, (count, keys) in counts.items():
        lines = pandas.read_json(f"{folder}/{name}.jsonl", lines=True)
        check(f"{folder}/{name}.jsonl in pandas", len(lines) == count, lines.shape)
        table = pandas.read_csv(f"{folder}/{name}.csv")
        check(f"{folder}/{name}.csv in pandas", (len(table), list(table.columns)) == (count, keys), table.shape)
        if count:
            check(f"{folder}/{name}.jsonl in pandas", list(lines.columns) == keys, list(lines.columns))
    print(f"  pandas: {len(counts)} tables, JSONL and CSV")


def check_r(folder, counts):
    if not shutil.which("Rscript"):
        print("  R: not here, passed over")
        return
    for name, (count, keys) in counts.items():
        script = f'table <- read.csv("{folder}/{name}.csv"); cat(nrow(table), names(table))'
        found = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True).stdout.split()
        check(f"{folder}/{name}.csv in R", found == [str(count), *keys], found)
        if not count:
            continue
        path = f"{folder}/{name}.jsonl"
        script = f'table <- jsonlite::stream_in(file("{path}"), verbose = FALSE); cat(nrow(table), names(table))'
        result = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True)
        if "jsonlite" in result.stderr and "no package" in result.stderr:
            print("  R: without jsonlite, JSONL passed over")
            continue
        check(f"{path} in R", result.stdout.split() == [str(count), *keys], result.stdout or result.stderr)
    print(f"  R: {len(counts)} tables, CSV and JSONL")


def check_folder(folder, inputs, *flags):
    run = [binary, "run", "-q", "--home", home, "belarus-russia", "-o", folder, "--csv", "--sqlite", *flags, *inputs]
    code = subprocess.run(run).returncode
    check(" ".join(run), code in (0, 1), code)
    manifest = json.load(open(f"{folder}/manifest.json", encoding="utf-8"))
    tables = [output for output in manifest["outputs"] if output["file"].endswith(".csv")]
    counts = {}
    for table in tables:
        name = table["file"].removesuffix(".csv")
        schema = json.load(open(f"{folder}/schema/{name}.schema.json", encoding="utf-8"))
        counts[name] = (table["rows"], list(schema["properties"]))
    print(f"{manifest['counts']['articles']} articles, {len(counts)} tables")
    check_schemas(folder, manifest)
    check_package(folder)
    check_database(folder, counts)
    check_pandas(folder, counts)
    check_r(folder, counts)
    verified = subprocess.run([binary, "verify", "-q", folder], capture_output=True, text=True)
    check(f"rhetor verify {folder}", verified.returncode == 0, verified.stdout)


# Every kind of oddity: ids that are missing, repeated or numbers, texts that CSV must quote, a copy, a reject.
COPIED = "Lukashenko praised Putin. Putin \"condemned\" the sanctions."
HOSTILE = [
    {"id": None, "text": COPIED, "title": "=1+1, \"quoted\"\r\nnew line"},
    {"id": 7, "text": COPIED, "title": " ", "date": "2021-02"},
    {"id": 7, "text": "", "title": "", "outlet": "a|b | c", "date": "22 February 2021 10:00 +0300"},
    {"id": "x", "text": "Нет слов.", "title": "Ж\u2028😀\u0000", "date": "no date", "language": "xx"},
]

with tempfile.TemporaryDirectory() as work:
    samples = f"{home}/Pipelines/samples/articles.jsonl"
    with open(f"{work}/hostile.jsonl", "w", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=True) + "\n" for record in HOSTILE)
        file.write("{broken\n")
    with open(f"{work}/mood.tsv", "w", encoding="utf-8") as file:
        file.write("# name: Mood\n# kind: dictionary\n# language: en\n# version: 1\n# licence: MIT\n# source: test\n")
        file.write("category\tterm\ngood/warm\tprais*\nbad\tcondemn*\n")
    open(f"{work}/empty.jsonl", "w").close()
    check_folder(f"{work}/full", [samples, f"{work}/hostile.jsonl"], "--evidence", "--dictionary", f"{work}/mood.tsv")
    check_folder(f"{work}/none", [f"{work}/empty.jsonl"], "--no-evidence")

print(f"{faults} faults")
sys.exit(1 if faults else 0)
