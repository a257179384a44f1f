#!/usr/bin/env python3
"""Figures of reference implementations for Sources/Statistics.

    check.py --record             writes Oracle/references.json, which the tests read
    check.py --seed 7 --times 20  draws other cases, twenty times as many, and runs the same tests over them

`make statistics` installs the packages that it needs and runs the second. mpmath stands in where double
precision is not enough (tails, big counts).
"""
import argparse, importlib.metadata, json, math, os, pathlib, subprocess, sys, tempfile

import krippendorff
import mpmath as mp
import numpy as np
import ruptures
import statsmodels.api as sm
from scipy import stats
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.multitest import multipletests

HERE = pathlib.Path(__file__).resolve().parent
PACKAGES = ["scipy", "numpy", "krippendorff", "scikit-learn", "ruptures", "statsmodels", "mpmath"]
mp.mp.dps = 60


def plain(value):
    """JSON without NaN: null where there is no number."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(item) for item in value]
    if isinstance(value, (np.bool_, bool)):
        return bool(value)
    if isinstance(value, (np.integer, int)):
        return int(value)
    if value is None or isinstance(value, str):
        return value
    value = float(value)
    return value if math.isfinite(value) else None


def hypergeometric(a, n1, b, n2):
    """ln of Fisher's p-values (two-sided, less, greater), summed with 60 digits."""
    k, total = a + b, n1 + n2
    low, high = max(0, k - n2), min(k, n1)
    term = mp.binomial(n1, low) * mp.binomial(n2, k - low) / mp.binomial(total, k)
    terms = []
    for x in range(low, high + 1):
        terms.append(term)
        term *= mp.mpf(n1 - x) * (k - x) / (mp.mpf(x + 1) * (n2 - k + x + 1))
    limit = terms[a - low] * (1 + mp.mpf("1e-7"))
    sums = (mp.fsum(t for t in terms if t <= limit), mp.fsum(terms[: a - low + 1]), mp.fsum(terms[a - low :]))
    return [mp.log(min(mp.mpf(1), s)) for s in sums]


def keyness(random, table=None):
    if table is None:
        n1, n2 = (int(10 ** random.uniform(0.5, 7)) for _ in range(2))
        share = 10 ** random.uniform(-5, -0.1)
        a = int(random.binomial(n1, min(1, share * 10 ** random.normal(0, 0.3))))
        b = int(random.binomial(n2, share))
        if a + b > 20000 or a + b == 0:
            return keyness(random)
    else:
        a, n1, b, n2 = table
    case = dict(a=a, n1=n1, b=b, n2=n2)
    observed = [[a, b], [n1 - a, n2 - b]]
    if a + b < n1 + n2:
        sign = np.sign(a * (n2 - b) - b * (n1 - a))
        for name, correction, kind in [
            ("chi", False, "pearson"), ("chiYates", True, "pearson"),
            ("g", False, "log-likelihood"), ("gYates", True, "log-likelihood"),
        ]:
            case[name] = sign * stats.chi2_contingency(observed, correction=correction, lambda_=kind).statistic
    case["fisher"] = hypergeometric(a, n1, b, n2)
    if a + b < 1000:
        case["fisherScipy"] = [stats.fisher_exact(observed, side).pvalue for side in ("two-sided", "less", "greater")]
        case["conditional"] = stats.contingency.odds_ratio(observed, kind="conditional").statistic
    case["logRatio"] = math.log2((a + 0.5) / (n1 + 0.5)) - math.log2((b + 0.5) / (n2 + 0.5))

    def bound(family):
        alpha = 0.05 / family / 2
        low = stats.beta.ppf(alpha, a, b + 1) if a else 0
        high = stats.beta.isf(alpha, a + 1, b) if b else 1
        lower = math.log2(n2 / n1 * low / (1 - low)) if low > 0 else -math.inf
        upper = math.log2(n2 / n1 * high / (1 - high)) if high < 1 else math.inf
        return lower if lower > 0 else upper if upper < 0 else 0

    case["bound"], case["bound1000"] = bound(1), bound(1000)
    return case


def alpha(random):
    coders, units = int(random.integers(2, 6)), int(random.integers(3, 25))
    truth = random.integers(0, random.integers(2, 7), units)
    codes = np.where(random.random((units, coders)) < 0.6, truth[:, None], random.integers(0, 7, (units, coders))).astype(float)
    codes[random.random(codes.shape) < 0.2] = np.nan
    if random.random() < 0.3:
        codes = codes * 0.37 + 0.01
    case = dict(units=codes)
    for level in ("nominal", "ordinal", "interval", "ratio"):
        try:
            case[level] = krippendorff.alpha(codes.T, level_of_measurement=level)
        except (ValueError, AssertionError):
            case[level] = None
    return case


def kappa(random):
    n = int(random.integers(2, 60))
    first = random.integers(-1, 3, n)
    second = np.where(random.random(n) < 0.5, first, random.integers(-1, 3, n))
    case = dict(first=first, second=second)
    for weights in (None, "linear", "quadratic"):
        case[weights or "none"] = cohen_kappa_score(first, second, weights=weights)
    return case


def correlation(random):
    n = int(random.integers(4, 60))
    x = np.round(random.normal(size=n), 1)
    y = np.round(0.5 * x + random.normal(size=n), 1) * 10 ** random.uniform(-3, 6) + 1000
    fit = sm.OLS(y, sm.add_constant(x)).fit()
    difference = y - x
    return dict(
        x=x, y=y, pearson=stats.pearsonr(x, y).statistic, spearman=stats.spearmanr(x, y).statistic,
        ranks=stats.rankdata(x), cook=fit.get_influence().cooks_distance[0],
        bias=difference.mean(), deviation=difference.std(ddof=1))


def cronbach(random):
    items = random.normal(size=(int(random.integers(2, 6)), 30)) + random.normal(size=30)
    if random.random() < 0.5:
        items = (items > 0).astype(float)
    # From the mean covariance and the mean variance: the other way to write the coefficient.
    covariance = np.cov(items)
    k = len(items)
    between = (covariance.sum() - np.trace(covariance)) / (k * (k - 1))
    return dict(items=items, value=k * between / (np.trace(covariance) / k + (k - 1) * between))


def dispersion(random):
    parts = int(random.integers(2, 30))
    sizes = random.integers(50, 500, parts)
    counts = random.poisson(sizes * random.gamma(1, 0.02, parts))
    counts[0] += 1
    found, share, rate = counts / counts.sum(), sizes / sizes.sum(), counts / sizes
    return dict(
        counts=counts, sizes=sizes, deviation=np.maximum(0, found - share).sum(),
        normalised=np.maximum(0, found - share).sum() / (1 - share.min()),
        juilland=1 - stats.variation(rate) / math.sqrt(parts - 1),
        carroll=stats.entropy(rate, base=2) / math.log2(parts),
        rosengren=np.sqrt(counts * share).sum() ** 2 / counts.sum(),
        divergence=stats.entropy(found, share, base=2))


def adjusted(random):
    p = random.beta(0.4, 2, int(random.integers(1, 30)))
    p[random.random(len(p)) < 0.2] = round(p[0], 6)
    case = dict(p=p)
    for name, method in [("bonferroni", "bonferroni"), ("holm", "holm"), ("benjamini-hochberg", "fdr_bh")]:
        case[name] = multipletests(p, method=method)[1]
    # A family of 50 of which only these were kept: all others are 1.
    wide = np.concatenate([p, np.ones(50 - len(p))])
    case["holm50"] = multipletests(wide, method="holm")[1][: len(p)]
    return case


def normal(random):
    def tail(z):
        return mp.erfc(mp.mpf(z) / mp.sqrt(2)) / 2

    def log_tail(z):
        return mp.log(tail(z)) if z > 0 else mp.log1p(-tail(-z))

    z = random.uniform(-8, 38)
    far = 100 * z
    return dict(z=z, upper=tail(z), two=2 * tail(abs(z)), log=log_tail(z), far=far, logFar=log_tail(far))


def quantile(random):
    p = random.choice([random.random(), 10 ** random.uniform(-300, -1)])
    with mp.workdps(340):
        z = mp.findroot(lambda z: mp.log(mp.erfc(-z / mp.sqrt(2)) / 2) - mp.log(mp.mpf(p)), stats.norm.ppf(p))
    return dict(p=p, z=z)


def chi_squared(random):
    degrees = int(random.choice([1, 2, 3, 4, 7, 20, 151, 1000]))
    x = random.choice([random.uniform(0, 2 * degrees), random.uniform(0, 1300), 10 ** random.uniform(-6, 2)])
    return dict(x=x, degrees=degrees, upper=mp.gammainc(mp.mpf(degrees) / 2, mp.mpf(x) / 2, regularized=True))


def proportion(random):
    n = int(10 ** random.uniform(0, 6))
    k = int(random.binomial(n, random.random() ** 4))
    level = float(random.choice([0.9, 0.95, 0.999]))
    test = stats.binomtest(k, n)
    return dict(
        k=k, n=n, level=level, wilson=test.proportion_ci(level, "wilson"), exact=test.proportion_ci(level, "exact"))


def changes(random):
    n = int(random.integers(8, 120))
    series = random.normal(size=n) + np.repeat(random.normal(scale=3, size=6), 20)[:n]
    penalty = random.uniform(1, 20)
    shortest = int(random.choice([1, 2, 5]))
    # Exact search over all cuts: ruptures' Dynp for each number of them, then the best by cost and penalty.
    engine = ruptures.Dynp(model="l2", min_size=shortest, jump=1).fit(series)
    cuts = [[n]] + [engine.predict(n_bkps=m) for m in range(1, min(12, n // shortest - 1))]
    costs = [engine.cost.sum_of_costs(ends) for ends in cuts]
    best = min(range(len(cuts)), key=lambda m: costs[m] + penalty * m)
    return dict(series=series, penalty=penalty, shortest=shortest, ends=cuts[best], cost=costs[best], most=len(cuts) - 1)


def permutation(random):
    values = np.round(random.normal(size=int(random.integers(4, 9))), 2)
    first = int(random.integers(2, len(values) - 1))

    def difference(x, y, axis):
        return np.mean(x, axis=axis) - np.mean(y, axis=axis)

    def p(statistic, side):
        return stats.permutation_test(
            (values[:first], values[first:]), statistic, permutation_type="independent", vectorized=True,
            n_resamples=10**6, alternative=side).pvalue

    return dict(
        values=values, first=first, greater=p(difference, "greater"), less=p(difference, "less"),
        twoSided=p(lambda x, y, axis: np.abs(difference(x, y, axis)), "greater"))


KINDS = dict(
    keyness=(keyness, 40), alpha=(alpha, 20), kappa=(kappa, 15), correlation=(correlation, 15), cronbach=(cronbach, 6),
    dispersion=(dispersion, 12), adjusted=(adjusted, 12), normal=(normal, 40), quantile=(quantile, 30),
    chiSquared=(chi_squared, 60), proportion=(proportion, 40), changes=(changes, 12), permutation=(permutation, 8))

# Empty cells, equal shares, one word only, and counts of millions.
CORNERS = [
    (0, 10, 3, 12), (5, 10000, 0, 12000), (2, 10, 4, 20), (1, 1, 0, 1), (3, 3, 4, 4), (120, 10000, 40, 12000),
    (1200, 2_000_000, 900, 3_000_000), (9000, 50_000_000, 9500, 40_000_000), (700, 1000, 10, 1000),
]


def make(seed, times):
    random = np.random.default_rng(seed)
    cases = {name: [draw(random) for _ in range(count * times)] for name, (draw, count) in KINDS.items()}
    cases["keyness"] += [keyness(random, table) for table in CORNERS]
    made = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    return plain({"made_by": f"check.py --seed {seed} --times {times}; {made}", **cases})


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--record", action="store_true", help="write Oracle/references.json")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--times", type=int, default=1, help="how many times as many cases as are recorded")
    given = arguments.parse_args()
    cases = make(given.seed, given.times)
    if given.record:
        lines = ",\n".join(f" {json.dumps(key)}: " + (json.dumps(value) if isinstance(value, str) else
                "[\n  " + ",\n  ".join(json.dumps(case) for case in value) + "\n ]") for key, value in cases.items())
        (HERE / "Oracle" / "references.json").write_text("{\n" + lines + "\n}\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "references.json"
        path.write_text(json.dumps(cases))
        print(f"check.py: {sum(len(cases[name]) for name in KINDS)} cases, {cases['made_by']}", flush=True)
        command = [os.environ.get("SWIFT", "swift"), "test", "--filter", "StatisticsTests.ReferenceTests"]
        return subprocess.run(command, cwd=HERE.parent.parent, env={**os.environ, "RHETOR_REFERENCES": str(path)}).returncode


if __name__ == "__main__":
    sys.exit(main())
