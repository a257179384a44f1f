#!/usr/bin/env python3
"""`rhetor gold` against scikit-learn, krippendorff and scipy: samples are drawn, coded at random, all figures compared.

    gold.py .build/release/rhetor --times 20

`make gold` installs the packages.
"""
import argparse, csv, json, pathlib, random, subprocess, sys, tempfile

import krippendorff
import numpy as np
from scipy import stats
from sklearn.metrics import accuracy_score, cohen_kappa_score, confusion_matrix, precision_recall_fscore_support

ROOT = pathlib.Path(__file__).resolve().parents[2]
LABELS = [-1, 0, 1]


def close(name, ours, theirs):
    if ours is None or theirs is None or not np.isfinite(theirs):
        assert ours is None and (theirs is None or not np.isfinite(theirs)), (name, ours, theirs)
    else:
        assert abs(ours - theirs) <= 1e-9 * max(1, abs(theirs)), (name, ours, theirs)


def code(folder, coders, luck):
    """Fills the tables in: mostly what was found, some of it left empty. Returns the codes by unit and coder."""
    found = {key["unit"]: key["predicted"]["polarity"] for key in map(json.loads, open(folder / "key.jsonl"))}
    codes = {unit: [None] * coders for unit in found}
    for coder in range(coders):
        path = folder / f"coder-{coder + 1}.csv"
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            chance = luck.random()
            value = None if chance < 0.1 else luck.choice(LABELS) if chance < 0.5 else found[row["unit"]]
            codes[row["unit"]][coder] = value
            row["polarity"] = "" if value is None else luck.choice([f"{value}", f"{value}.0"])
        with open(path, "w", encoding="utf-8-sig", newline="") as file:
            table = csv.DictWriter(file, rows[0].keys(), delimiter=luck.choice(",;"))
            table.writeheader()
            table.writerows(rows)
    return codes


def majority(codes):
    given = [code for code in codes if code is not None]
    return next((code for code in LABELS if 2 * given.count(code) > len(given)), None)


def check_agreement(report, codes):
    table = np.array([[np.nan if c is None else c for c in row] for row in codes.values()], dtype=float).T
    for level in ["nominal", "ordinal", "interval"]:
        close(level, report["alpha"][level]["value"], krippendorff.alpha(table, level_of_measurement=level))
    for pair in report["pairs"]:
        a, b = (int(pair[side].split("-")[1]) - 1 for side in ["first", "second"])
        both = [(row[a], row[b]) for row in codes.values() if row[a] is not None and row[b] is not None]
        assert pair["units"] == len(both)
        if both:
            kappa = cohen_kappa_score(*zip(*both)) if len({c for p in both for c in p}) > 1 else None
            close("kappa", pair["kappa"], kappa)
            close("agreement", pair["agreement"], np.mean([x == y for x, y in both]))


def check_validation(report, keys, codes):
    gold = {unit: majority(row) for unit, row in codes.items()}
    kept = [key for key in keys if gold[key["unit"]] is not None]
    truth = [gold[key["unit"]] for key in kept]
    found = [key["predicted"]["polarity"] for key in kept]
    ours = report["classification"]
    assert ours["lines"] == len(kept)
    assert ours["confusion"] == confusion_matrix(truth, found, labels=LABELS).tolist()
    theirs = precision_recall_fscore_support(truth, found, labels=LABELS, zero_division=0)
    for row, *figures in zip(ours["classes"], *theirs):
        for name, figure in zip(["precision", "recall", "f1"], figures):
            close(name, row[name]["value"], figure)
    strata = [tuple(key["stratum"]) for key in kept]
    weights = [key["population"] / strata.count(tuple(key["stratum"])) for key in kept]
    close("weighted", report["weighted"]["accuracy"]["value"], accuracy_score(truth, found, sample_weight=weights))
    theirs = precision_recall_fscore_support(truth, found, labels=LABELS, zero_division=0, sample_weight=weights)
    for row, *figures in zip(report["weighted"]["classes"], *theirs):
        for name, figure in zip(["precision", "recall", "f1"], figures):
            close("weighted " + name, row[name], figure)
    scored = [(key["predicted"]["score"], gold[key["unit"]]) for key in kept if key["predicted"]["score"] is not None]
    score, code = (np.array(side, dtype=float) for side in zip(*scored))
    ours = report["scores"]
    close("r", ours["r_gold"], stats.pearsonr(score, code)[0])
    difference = score - code
    close("bias", ours["bias"], difference.mean())
    close("limit", ours["limit_high"], difference.mean() + 1.96 * difference.std(ddof=1))
    close("direction", ours["directional_accuracy"], np.mean(np.sign(score) == np.sign(code)))
    close("error", ours["absolute_error"], np.abs(difference).mean() / 2)
    # Cook's distance by its definition: how far all fitted values move without the item.
    line = np.polyfit(code, score, 1)
    fitted = np.polyval(line, code)
    variance = ((score - fitted) ** 2).sum() / (len(score) - 2)
    distances = []
    for item in range(len(score)):
        others = np.arange(len(score)) != item
        moved = np.polyval(np.polyfit(code[others], score[others], 1), code)
        distances.append(((fitted - moved) ** 2).sum() / (2 * variance))
    for row, distance in zip(ours["influential"], sorted(distances, reverse=True)):
        assert abs(row["cook_distance"] - distance) < 1e-7, (row, distance)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("binary")
    options.add_argument("--times", type=int, default=3)
    options.add_argument("--seed", type=int, default=1)
    options = options.parse_args()

    def rhetor(*words):
        done = subprocess.run([options.binary, "gold", *words], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    articles = ROOT / "Pipelines/samples/articles.jsonl"
    for number in range(options.times):
        luck = random.Random(options.seed * 1000 + number)
        coders = luck.randint(2, 4)
        with tempfile.TemporaryDirectory() as place:
            folder = pathlib.Path(place) / "gold"
            rhetor(
                "sample", "-q", "-p", "belarus-russia", "--size", str(luck.randint(40, 150)), "--coders", str(coders),
                "--overlap", f"{luck.uniform(0.3, 1):.2f}", "--seed", str(number), "--allocation",
                luck.choice(["equal", "proportional"]), str(articles), "-o", str(folder))
            codes = code(folder, coders, luck)
            tables = sorted(map(str, folder.glob("coder-*.csv")))
            check_agreement(json.loads(rhetor("agreement", "--json", "--samples", "10", *tables)), codes)
            rhetor("validate", "-q", "--no-sensitivity", "--samples", "10", str(folder))
            report = json.load(open(folder / "validation.json"))
            check_agreement(report["agreement"], codes)
            check_validation(report, [json.loads(line) for line in open(folder / "key.jsonl")], codes)
    print(f"{options.times} samples: all figures agree")


if __name__ == "__main__":
    sys.exit(main())
