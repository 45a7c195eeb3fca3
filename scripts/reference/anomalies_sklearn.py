"""Prints how well detectors of scikit-learn tell the anomalies of the recipes of that name.

PCA scores by its squared error of reconstruction, IsolationForest by its score; tables are scaled to
mean 0 and deviation 1 by their training rows.

Run, with the folder of MNIST's IDX files, the digit to train on and the components of PCA:
  python3 scripts/reference/anomalies_sklearn.py mnist FOLDER 4 16
or with two tables, as breast_cancer_csv.py writes them:
  python3 scripts/reference/anomalies_sklearn.py breast-cancer.csv breast-cancer-test.csv benign 4
"""

import csv
import gzip
import os
import sys

import numpy as np
from sklearn.decomposition import PCA
from sklearn.ensemble import IsolationForest
from sklearn.metrics import average_precision_score, roc_auc_score


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


def figures(name, scores, positives):
    k = positives.sum()
    highest = np.argsort(-scores, kind="stable")[:k]
    print(f"{name}: ROC-AUC {roc_auc_score(positives, scores):.4f}, average precision "
          f"{average_precision_score(positives, scores):.4f}, precision at {k} "
          f"{positives[highest].mean():.4f}")


source, other, normal, components = sys.argv[1:]
if source == "mnist":
    train = read_idx(other, "train-images-idx3-ubyte").reshape(-1, 784) / 255
    test = read_idx(other, "t10k-images-idx3-ubyte").reshape(-1, 784) / 255
    train = train[read_idx(other, "train-labels-idx1-ubyte") == int(normal)]
    positives = read_idx(other, "t10k-labels-idx1-ubyte") != int(normal)
else:
    (train, seen), (test, labels) = read_table(source), read_table(other)
    train = train[seen == normal]
    mean, deviation = train.mean(axis=0), train.std(axis=0)
    train, test = (train - mean) / deviation, (test - mean) / deviation
    positives = labels != normal
pca = PCA(int(components)).fit(train)
rest = test - pca.inverse_transform(pca.transform(test))
figures(f"PCA, {components} components", (rest**2).sum(axis=1), positives)
forest = IsolationForest(random_state=0).fit(train)
figures("IsolationForest", -forest.score_samples(test), positives)
