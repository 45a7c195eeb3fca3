"""Writes tests/golden/ranking.json: figures of rankings by scikit-learn, percentiles by NumPy.

Run: python3 scripts/reference/ranking_sklearn.py > tests/golden/ranking.json
"""

import json

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score


def draw(count, levels):
    """Scores of so many levels and which are anomalies, of the generator of C's rand()."""
    state, scores, positives = 1, [], []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        positives.append(int((state >> 16) % 5 == 0))
        state = (state * 1103515245 + 12345) % 2**31
        scores.append(((state >> 16) % levels + positives[-1] * levels // 4) / 8)
    return scores, positives


cases = []
for count, levels in [(45, 7), (60, 20), (200, 1000)]:
    scores, positives = draw(count, levels)
    cases.append({
        "scores": scores,
        "positives": positives,
        "rocAuc": roc_auc_score(positives, scores),
        "averagePrecision": average_precision_score(positives, scores),
        "percentiles": {p: float(np.percentile(scores, p, method="weibull")) for p in (0, 12.5, 50, 99, 100)},
    })
print(json.dumps(cases, indent=2))
