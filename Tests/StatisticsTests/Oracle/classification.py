"""Records what scikit-learn says of random predictions: python3 classification.py > classification.json"""

import json
import random

import sklearn
from sklearn.metrics import accuracy_score, f1_score, precision_recall_fscore_support, recall_score

random.seed(20211)
cases = []
for size, classes, noise in [(7, [-1, 0, 1], 0.5), (50, [-1, 0, 1], 0.4), (333, [-1, 0, 1], 0.2), (60, [-1, 1], 0.3),
                             (40, [0], 0.0), (25, [-1, 0], 1.0), (1000, [-1, 0, 1], 0.7)]:
    gold = [random.choice(classes) for _ in range(size)]
    predicted = [random.choice([-1, 0, 1]) if random.random() < noise else g for g in gold]
    p, r, f, s = precision_recall_fscore_support(gold, predicted, labels=[-1, 0, 1], zero_division=0)
    cases.append({
        "gold": gold, "predicted": predicted,
        "accuracy": accuracy_score(gold, predicted),
        "macroF1": f1_score(gold, predicted, average="macro", zero_division=0),
        "f1PositiveNegative": f1_score(gold, predicted, labels=[-1, 1], average="macro", zero_division=0),
        "averageRecall": recall_score(gold, predicted, labels=sorted(set(gold)), average="macro", zero_division=0),
        "precision": list(p), "recall": list(r), "f1": list(f), "support": [int(n) for n in s],
    })
print(json.dumps({"source": f"scikit-learn {sklearn.__version__}", "cases": cases}))
