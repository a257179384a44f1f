"""Recomputes comparisons from analysed lines with scipy, statsmodels and pandas, and says where Rhetor's differ.

usage: comparisons.py RHETOR ANALYSED.jsonl (lines of `rhetor analyze --speech`)
"""

import collections
import json
import math
import subprocess
import sys

import mpmath
import pandas as pd
from scipy import stats
from statsmodels.stats.multitest import multipletests

rhetor, analysed = sys.argv[1:3]
lines = [json.loads(line) for line in open(analysed, encoding="utf-8")]
checked = collections.Counter()


def rows(command, *options):
    out = subprocess.run([rhetor, command, "-q", *options, analysed], check=True, capture_output=True, text=True)
    return pd.DataFrame(map(json.loads, out.stdout.splitlines()))


def same(what, ours, theirs):
    checked[what.split()[0]] += 1
    near = ours == theirs or (ours is not None and theirs is not None and math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9))
    if not near:
        sys.exit(f"{what}: {ours}, but {theirs} by the reference")


def likelihood_ratio(cells):
    """scipy's figure loses its digits where G² is small: its terms are thousands that cancel out."""
    with mpmath.workdps(40):
        rows, columns = [sum(row) for row in cells], [sum(column) for column in zip(*cells)]
        observed = [(cells[i][j], mpmath.mpf(rows[i]) * columns[j] / sum(rows)) for i in (0, 1) for j in (0, 1)]
        g2 = 2 * sum(o * mpmath.log(o / e) for o, e in observed if o)
    scipys = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood")[0]
    assert math.isclose(g2, scipys, rel_tol=1e-9, abs_tol=1e-8), (cells, g2, scipys)
    return g2


# Words by speaker.
words = collections.defaultdict(collections.Counter)
articles = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
for number, line in enumerate(lines):
    for part in line["speech"]:
        for word in part["words"].split():
            if word != "|":
                words[part["holder"]][word] += 1
                articles[part["holder"]][number][word] += 1
total = {speaker: sum(counts.values()) for speaker, counts in words.items()}
everything = sum(total.values())
overall = sum(words.values(), collections.Counter())

table = rows("compare", "--by", "speaker", "--only", "words", "--top", "100000", "--min-articles", "1", "--min-count", "3")
for speaker, group in table.groupby("speaker"):
    for row in group.to_dict("records"):
        a, n1 = words[speaker][row["item"]], total[speaker]
        b, n2 = overall[row["item"]] - a, everything - n1
        where = f"{speaker} {row['item']}"
        for column, value in [("count", a), ("total", n1), ("against_count", b), ("against_total", n2)]:
            same(f"{column} {where}", row[column], value)
        cells = [[a, b], [n1 - a, n2 - b]]
        sign = 1 if a / n1 > b / n2 else -1
        g2 = likelihood_ratio(cells)
        same(f"g2 {where}", row["g2"], sign * float(g2))
        same(f"p {where}", row["p"], float(mpmath.erfc(mpmath.sqrt(g2 / 2))))
        same(f"chi2 {where}", row["chi2"], sign * stats.chi2_contingency(cells, correction=False)[0])
        same(f"p_fisher {where}", row["p_fisher"], stats.fisher_exact(cells)[1])
        alpha = 500 * (a + b) / everything
        first, second = (a + alpha) / (n1 + 500 - a - alpha), (b + alpha) / (n2 + 500 - b - alpha)
        delta, variance = math.log(first) - math.log(second), 1 / (a + alpha) + 1 / (b + alpha)
        same(f"z {where}", row["z"], delta / math.sqrt(variance))
        same(f"log_ratio {where}", row["log_ratio"], math.log2(((a + 0.5) / (n1 + 0.5)) / ((b + 0.5) / (n2 + 0.5))))
        low, high = (stats.beta.ppf(0.025 / row["family"], a, b + 1) if a else 0), (
            stats.beta.ppf(1 - 0.025 / row["family"], a + 1, b) if b else 1)
        bounds = [math.log2(n2 / n1 * t / (1 - t)) if 0 < t < 1 else (-math.inf if t <= 0 else math.inf) for t in (low, high)]
        lrc = bounds[0] if bounds[0] > 0 else bounds[1] if bounds[1] < 0 else 0
        if not math.isclose(row["lrc"], lrc, rel_tol=1e-7, abs_tol=1e-9):
            sys.exit(f"lrc {where}: {row['lrc']}, but {lrc} by the reference")
        parts = articles[speaker].values()
        if a:
            dp = sum(abs(part[row["item"]] / a - sum(part.values()) / n1) for part in parts) / 2
            same(f"dp {where}", row["dp"], dp)

# Adjusted p-values: the whole family is needed, so nothing may be left out by a group that avoids it.
for speaker, family in collections.Counter(table["speaker"]).items():
    group = table[table["speaker"] == speaker]
    if len(group) == group["family"].iloc[0]:
        for column, method in [("p_bonferroni", "bonferroni"), ("p_holm", "holm"), ("p_bh", "fdr_bh")]:
            for ours, theirs in zip(group[column], multipletests(group["p"], method=method)[1]):
                same(f"{column} {speaker}", ours, theirs)

# Stance toward each actor by outlet.
stance = pd.DataFrame(
    [
        {"outlet": line["outlet"], "toward": actor["actor"], "score": actor["stance"]["score"]}
        for line in lines
        for actor in line["actors"]
        if actor["stance"]["score"] is not None
    ]
)
means = stance.groupby(["outlet", "toward"], dropna=False)["score"].agg(["mean", "size"])
for row in rows("compare", "--by", "outlet", "--only", "stance", "--samples", "10", "--permutations", "0").to_dict("records"):
    if row["table"] == "stance_groups":
        mean, size = means.loc[(row["outlet"], row["toward"])]
        same(f"score {row['toward']}", row["score"], mean)
        same(f"articles {row['toward']}", row["articles"], size)

# Frames' shares by month.
uses = pd.DataFrame(
    [
        {"period": (line["date"] or "")[:7], "frame": use["frame"], "count": use["count"]}
        for line in lines
        for use in line["rhetoric"]
    ]
)
uses = uses.groupby(["period", "frame"])["count"].sum()
for row in rows("series", "--only", "frames", "--samples", "10", "--min-articles", "1").to_dict("records"):
    if row["table"] == "series" and row["articles"] > 0:
        month = uses[row["period"]]
        same(f"share {row['item']}", row["value"], month.get(row["item"], 0) / month.sum())

print(", ".join(f"{count} {name}" for name, count in sorted(checked.items())), "agree with the references")
