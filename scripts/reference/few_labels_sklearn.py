"""Prints how often classifiers of scikit-learn mistake the test digits of MNIST after few labels.

Of each class as many training digits are drawn, for each of ten seeds anew; a count of 60,000 is all of
them, and no draw. Pixels are in [0, 1]. The classifiers, each with one setting for all counts: logistic
regression (C = 1), the nearest neighbour by the Euclidean distance (Cover and Hart, "Nearest neighbor
pattern classification", 1967), and a support vector machine with a Gaussian kernel (C = 10, gamma =
"scale"). A cell is the mean over the seeds ± their standard deviation over N - 1, in percent of the
10,000 test digits.

Run, with the folder of MNIST's IDX files, the counts, and the classifiers where not all are wanted:
  OPENBLAS_NUM_THREADS=1 python3 scripts/reference/few_labels_sklearn.py FOLDER 10,20,50,100,1000
  OPENBLAS_NUM_THREADS=1 python3 scripts/reference/few_labels_sklearn.py FOLDER 60000 1-NN,SVM
"""

import gzip
import os
import sys

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

SEEDS, CLASSES = range(10), 10
CLASSIFIERS = {
    "logistic": lambda: LogisticRegression(C=1, max_iter=1000),
    "1-NN": lambda: KNeighborsClassifier(n_neighbors=1, algorithm="brute"),
    "SVM": lambda: SVC(C=10, gamma="scale"),
}


def read_idx(folder, name):
    with gzip.open(os.path.join(folder, name + ".gz")) as file:
        data = file.read()
    rank = data[3]
    shape = np.frombuffer(data, ">i4", count=rank, offset=4)
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def read_part(folder, part):
    images = read_idx(folder, f"{part}-images-idx3-ubyte")
    return images.reshape(len(images), -1) / np.float32(255), read_idx(folder, f"{part}-labels-idx1-ubyte")


def draw(labels, count, seed):
    """The places of as many examples of each class."""
    if count % CLASSES > 0:
        sys.exit(f"Cannot draw {count} examples: expected a multiple of the {CLASSES} classes")
    rng = np.random.default_rng(seed)
    places = [np.flatnonzero(labels == label) for label in range(CLASSES)]
    return np.concatenate([rng.choice(all, count // CLASSES, replace=False) for all in places])


def spread(errors):
    if len(errors) == 1:
        return f"{errors[0]:.2f}"
    return f"{np.mean(errors):.2f} ± {np.std(errors, ddof=1):.2f}"


def main(folder, counts, names=",".join(CLASSIFIERS)):
    names = names.split(",")
    (x, y), (test_x, test_y) = read_part(folder, "train"), read_part(folder, "t10k")
    print("|  labels | " + " | ".join(f"{name:>12}" for name in names) + " |")
    print("| ------: | " + " | ".join("-----------:" for _ in names) + " |", flush=True)
    for count in map(int, counts.split(",")):
        is_all = count == len(y)
        draws = [np.arange(count)] if is_all else [draw(y, count, seed) for seed in SEEDS]
        cells = []
        for name in names:
            fitted = (CLASSIFIERS[name]().fit(x[rows], y[rows]) for rows in draws)
            cells.append(spread([100 * np.mean(each.predict(test_x) != test_y) for each in fitted]))
        print(f"| {count:>7,} | " + " | ".join(f"{cell:>12}" for cell in cells) + " |", flush=True)


main(*sys.argv[1:])
