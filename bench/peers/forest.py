"""Fits scikit-learn's forest on the files bench/forest.ts wrote, and prints one line of JSON.

usage: forest.py FAMILY FOLDER ROWS TEST_ROWS FEATURES THREADS
"""

import json
import os
import sys
import time

import numpy as np
import sklearn
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.metrics import roc_auc_score

from fitting import read, resident, restart_peak

family, folder = sys.argv[1:3]
rows, test_rows, features, threads = map(int, sys.argv[3:7])

# In the order and type the trees read, so that no copy is made within the time.
X, y = np.ascontiguousarray(read(folder, "train.f64", features), "f4"), np.fromfile(os.path.join(folder, "train-target.f64"), "f8")
assert X.shape == (rows, features)
kind = {"random-forest": RandomForestClassifier, "extra-trees": ExtraTreesClassifier}[family]
model = kind(n_jobs=threads, random_state=1)
before = restart_peak()
start, cpu_start = time.perf_counter(), time.process_time()
model.fit(X, y)
seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
peak = resident("VmHWM") - before

X_test, y_test = read(folder, "test.f64", features), np.fromfile(os.path.join(folder, "test-target.f64"), "f8")
assert X_test.shape == (test_rows, features)
auc = float(roc_auc_score(y_test, model.predict_proba(X_test)[:, 1]))
nodes = sum(tree.tree_.node_count for tree in model.estimators_)
print(
    json.dumps(
        {
            "version": sklearn.__version__,
            "seconds": seconds,
            "cpuSeconds": cpu_seconds,
            "auc": auc,
            "fitBytes": peak,
            "nodes": nodes,
        }
    )
)
