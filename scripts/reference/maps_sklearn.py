"""Writes tests/golden/maps.json: measures of maps by scikit-learn, and by NumPy where distances are equal.

Run: python3 scripts/reference/maps_sklearn.py > tests/golden/maps.json
"""

import json

import numpy as np
from sklearn.manifold import trustworthiness
from sklearn.manifold._t_sne import _joint_probabilities_nn
from sklearn.model_selection import LeaveOneOut, cross_val_score
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors


def draw(count, size, levels):
    """Whole numbers below `levels`, of the generator of C's rand()."""
    state, values = count, []
    for _ in range(count * size):
        state = (state * 1103515245 + 12345) % 2**31
        values.append((state >> 16) % levels)
    return np.reshape(values, (count, size)).astype(np.float64)


def orders(points):
    """The other points of each by their distance, equally far ones in their order."""
    squares = ((points[:, None] - points[None]) ** 2).sum(-1)
    np.fill_diagonal(squares, np.inf)
    return np.argsort(squares, axis=1, kind="stable")[:, :-1]


def stable_trustworthiness(points, mapped, k):
    """The definition, by ranks, one pair at a time."""
    count, penalty = len(points), 0
    own, other = orders(points), orders(mapped)
    for i in range(count):
        rank = {int(j): place + 1 for place, j in enumerate(own[i])}
        penalty += sum(max(0, rank[int(j)] - k) for j in other[i, :k])
    return 1 - 2 * penalty / (count * k * (2 * count - 3 * k - 1))


def stable_accuracy(mapped, labels, k):
    """The share that most neighbours are right about, the lowest of equally frequent classes."""
    votes = [np.bincount(labels[near[:k]]).argmax() for near in orders(mapped)]
    return float(np.mean(votes == labels))


cases = []
for count, size, levels, mapped_levels in [(40, 3, 32768, 32768), (120, 8, 32768, 32768), (90, 4, 3, 4), (30, 2, 1, 3)]:
    points, mapped = draw(count, size, levels), draw(count + 7, 2, mapped_levels)[:count]
    labels = (draw(count + 11, 1, 4)[:count, 0]).astype(int)
    tied = levels < 32768
    for k in (1, 5, 10):
        case = {"k": k, "size": size, "points": points.ravel().tolist(), "map": mapped.ravel().tolist(), "labels": labels.tolist()}
        stable = {
            "trustworthiness": stable_trustworthiness(points, mapped, k),
            "continuity": stable_trustworthiness(mapped, points, k),
            "accuracy": stable_accuracy(mapped, labels, k),
        }
        if not tied:
            classifier = KNeighborsClassifier(k, algorithm="brute")
            sklearn = {
                "trustworthiness": trustworthiness(points, mapped, n_neighbors=k),
                "continuity": trustworthiness(mapped, points, n_neighbors=k),
                "accuracy": cross_val_score(classifier, mapped, labels, cv=LeaveOneOut()).mean(),
            }
            for name, value in sklearn.items():
                assert abs(value - stable[name]) < 1e-12, name
            stable = sklearn
        cases.append({**case, **stable})

# Affinities of t-SNE, by 12 neighbours and a perplexity of 4.
points = draw(50, 3, 1000)
graph = NearestNeighbors(n_neighbors=12, algorithm="brute").fit(points).kneighbors_graph(mode="distance")
graph.data **= 2
affinities = _joint_probabilities_nn(graph, 4, 0).toarray()
print(json.dumps({
    "measures": cases,
    "affinities": {"points": points.ravel().tolist(), "values": np.round(affinities, 9).ravel().tolist()},
}))
