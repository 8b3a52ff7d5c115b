"""Fits one peer on the files bench/boosting.ts wrote, and prints one line of JSON.

usage: boosting.py PEER FOLDER ROWS TEST_ROWS FEATURES THREADS ROUNDS LEAVES
"""

import json
import os
import resource
import sys
import time

peer, folder = sys.argv[1:3]
rows, test_rows, features, threads, rounds, leaves = map(int, sys.argv[3:9])
os.environ["OMP_NUM_THREADS"] = str(threads)

import numpy as np  # noqa: E402  (after OMP_NUM_THREADS)
from sklearn.metrics import roc_auc_score  # noqa: E402


def read(name, count):
    return np.fromfile(os.path.join(folder, name), "f8").reshape(count, -1).T


X, y = read("train.f64", features), np.fromfile(os.path.join(folder, "train-target.f64"), "f8")
X_test, y_test = read("test.f64", features), np.fromfile(os.path.join(folder, "test-target.f64"), "f8")
assert X.shape == (rows, features) and X_test.shape == (test_rows, features)

if peer == "scikit-learn":
    import sklearn
    from sklearn.ensemble import HistGradientBoostingClassifier

    version = sklearn.__version__
    model = HistGradientBoostingClassifier(
        max_iter=rounds, max_leaf_nodes=leaves, learning_rate=0.1, max_bins=255, min_samples_leaf=20, early_stopping=False
    )
    start = time.perf_counter()
    model.fit(X, y)
    seconds = time.perf_counter() - start
    scores = model.predict_proba(X_test)[:, 1]
else:
    import lightgbm

    version = lightgbm.__version__
    parameters = dict(
        objective="binary", num_leaves=leaves, learning_rate=0.1, max_bin=255, min_data_in_leaf=20, num_threads=threads, verbose=-1
    )
    if peer == "lightgbm-quantized":
        parameters["use_quantized_grad"] = True
    start = time.perf_counter()
    data = lightgbm.Dataset(X, y, params={"max_bin": 255, "verbose": -1})
    model = lightgbm.train(parameters, data, rounds)
    seconds = time.perf_counter() - start
    scores = model.predict(X_test)

peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"version": version, "seconds": seconds, "auc": float(roc_auc_score(y_test, scores)), "peakBytes": peak}))
