"""Prints how well the detectors of PyOD tell the anomalies of a run, beside the run itself.

Zhao, Nasrullah and Li, "PyOD: A Python toolbox for scalable outlier detection", Journal of Machine
Learning Research, 2019. Each has the settings that PyOD gives it, and sees the training examples of the
run, which `score RUN --split train --out train.csv` names, with values as the run has them: pixels in
[0, 1], columns of mean 0 and deviation 1. Figures of those that draw are means over seeds 0 to 4. The
scores of the run are those of `score RUN --data OTHER --out scores.csv`. PCA of scikit-learn with as
many components as said scores by its squared error.

Run, with PyOD where Python finds it, and the folder of MNIST's IDX files or the two tables that
breast_cancer_csv.py writes:
  PYTHONPATH=PYOD python3 scripts/reference/anomalies_pyod.py mnist FOLDER train.csv scores.csv 4 16
  PYTHONPATH=PYOD python3 scripts/reference/anomalies_pyod.py breast-cancer.csv breast-cancer-test.csv \\
    train.csv scores.csv benign 8
"""

import csv
import gzip
import os
import sys

import numpy as np
from pyod.models.auto_encoder import AutoEncoder
from pyod.models.copod import COPOD
from pyod.models.ecod import ECOD
from pyod.models.hbos import HBOS
from pyod.models.iforest import IForest
from pyod.models.knn import KNN
from pyod.models.lof import LOF
from pyod.models.ocsvm import OCSVM
from pyod.models.pca import PCA
from sklearn import decomposition
from sklearn.metrics import average_precision_score, roc_auc_score

SEEDS = range(5)
CERTAIN = [PCA, KNN, LOF, HBOS, OCSVM, ECOD, COPOD]
DRAWN = [IForest, AutoEncoder]


def read_idx(folder, name):
    with gzip.open(os.path.join(folder, name + ".gz")) as file:
        data = file.read()
    rank = data[3]
    shape = np.frombuffer(data, ">i4", count=rank, offset=4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def read_table(path):
    with open(path, newline="") as file:
        _, *rows = csv.reader(file)
    values = np.array([[float(cell) for cell in row[:-1]] for row in rows])
    return values, np.array([row[-1] for row in rows])


def read_scores(path, labels):
    """The places of the examples in the data, and their scores; labels must be those of the data."""
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    places = np.array([int(row["id"]) - 1 for row in rows])
    assert [row["label"] for row in rows] == list(labels[places])
    kinds = [kind for kind in ("error", "negativeElbo") if kind in rows[0]]
    return places, {kind: np.array([float(row[kind]) for row in rows]) for kind in kinds}


def print_figures(name, all_scores, positives):
    k = positives.sum()
    figures = np.mean([[
        roc_auc_score(positives, scores),
        average_precision_score(positives, scores),
        positives[np.argsort(-scores, kind="stable")[:k]].mean(),
    ] for scores in all_scores], axis=0)
    print(f"| {name} | " + " | ".join(f"{figure:.4f}" for figure in figures) + " |", flush=True)


source, other, train_file, scores_file, normal, components = sys.argv[1:]
if source == "mnist":
    images, test = [read_idx(other, f"{part}-images-idx3-ubyte").reshape(-1, 784) / 255
                    for part in ("train", "t10k")]
    names, test_names = [read_idx(other, f"{part}-labels-idx1-ubyte").astype(str)
                         for part in ("train", "t10k")]
    train = images[read_scores(train_file, names)[0]]
else:
    (table, names), (test, test_names) = read_table(source), read_table(other)
    train = table[read_scores(train_file, names)[0]]
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    train, test = (train - mean) / deviation, (test - mean) / deviation
places, scores = read_scores(scores_file, test_names)
assert list(places) == list(range(len(test)))
positives = test_names != normal
for kind in scores:
    print_figures(f"run, {kind}", [scores[kind]], positives)
pca = decomposition.PCA(int(components)).fit(train)
rest = test - pca.inverse_transform(pca.transform(test))
print_figures(f"PCA of scikit-learn, {components} components", [(rest**2).sum(axis=1)], positives)
for Detector in CERTAIN + DRAWN:
    detectors = [Detector(random_state=seed) for seed in SEEDS] if Detector in DRAWN else [Detector()]
    for detector in detectors:
        detector.fit(train)
    all_scores = [detector.decision_function(test) for detector in detectors]
    print_figures(Detector.__name__, all_scores, positives)
