"""Writes tests/golden/classification.json: figures of classifiers by scikit-learn and NumPy.

Run: python3 scripts/reference/classification_sklearn.py > tests/golden/classification.json
"""

import json

import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix


def draw(count, classes):
    """Probabilities and classes, of the generator of C's rand()."""
    state, rows, labels = 1, [], []

    def number():
        nonlocal state
        state = (state * 1103515245 + 12345) % 2**31
        return state >> 16

    for _ in range(count):
        labels.append(number() % classes)
        weights = [1 + number() % 1000 for _ in range(classes)]
        weights[labels[-1]] += number() % 2000
        rows.append(np.float32(np.array(weights) / sum(weights)))
    return np.array(rows), np.array(labels)


def calibration_error(probabilities, labels, bins=15):
    """The bins (a, b] of Guo et al. 2017, one after the other."""
    confidences = probabilities.max(axis=1).astype(np.float64)
    right = probabilities.argmax(axis=1) == labels
    edges = np.linspace(0, 1, bins + 1)
    error = 0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (confidences > low) & (confidences <= high)
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - confidences[inside].mean())
    return float(error)


cases = []
for count, classes in [(40, 2), (60, 3), (120, 5)]:
    probabilities, labels = draw(count, classes)
    answers = probabilities.argmax(axis=1)
    cases.append({
        "classes": classes,
        "probabilities": [float(value) for value in probabilities.ravel()],
        "labels": labels.tolist(),
        "accuracy": accuracy_score(labels, answers),
        "confusion": confusion_matrix(labels, answers, labels=range(classes)).tolist(),
        "calibrationError": calibration_error(probabilities, labels),
    })
print(json.dumps(cases, indent=2))
