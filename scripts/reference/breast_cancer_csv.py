"""Writes the data of the recipe breast-cancer-anomaly into a folder as two tables.

`breast-cancer.csv` has two of three benign cases, to train on; `breast-cancer-test.csv` has the others
and all malignant ones. The column `label` says which.

Wolberg, Mangasarian, Street and Street, "Breast cancer Wisconsin (diagnostic)", UCI machine learning
repository, 1993 (CC BY 4.0), as scikit-learn carries it.

Run: python3 scripts/reference/breast_cancer_csv.py FOLDER
"""

import csv
import os
import sys

from sklearn.datasets import load_breast_cancer

data = load_breast_cancer()
rows = [[*map(repr, map(float, row)), str(data.target_names[target])]
        for row, target in zip(data.data, data.target)]
benign = [row for row in rows if row[-1] == "benign"]
malignant = [row for row in rows if row[-1] == "malignant"]
tables = {
    "breast-cancer.csv": [row for i, row in enumerate(benign) if i % 3 > 0],
    "breast-cancer-test.csv": [row for i, row in enumerate(benign) if i % 3 == 0] + malignant,
}
for name, table in tables.items():
    with open(os.path.join(sys.argv[1], name), "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([[*data.feature_names, "label"], *table])
