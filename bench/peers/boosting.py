"""Fits one peer on the files bench/boosting.ts wrote, and prints one line of JSON.

usage: boosting.py PEER FOLDER ROWS TEST_ROWS FEATURES CATEGORICAL THREADS ROUNDS LEAVES

The last CATEGORICAL features hold category codes.
"""

import json
import os
import sys
import time

peer, folder = sys.argv[1:3]
rows, test_rows, features, categorical, threads, rounds, leaves = map(int, sys.argv[3:10])
os.environ["OMP_NUM_THREADS"] = str(threads)

import numpy as np  # noqa: E402  (after OMP_NUM_THREADS)
from sklearn.metrics import roc_auc_score  # noqa: E402

from fitting import read, resident, restart_peak  # noqa: E402

X, y = read(folder, "train.f64", features), np.fromfile(os.path.join(folder, "train-target.f64"), "f8")
assert X.shape == (rows, features)
codes = list(range(features - categorical, features))

if peer == "scikit-learn":
    import sklearn
    from sklearn.ensemble import HistGradientBoostingClassifier

    version = sklearn.__version__
    model = HistGradientBoostingClassifier(
        max_iter=rounds,
        max_leaf_nodes=leaves,
        learning_rate=0.1,
        max_bins=255,
        min_samples_leaf=20,
        early_stopping=False,
        categorical_features=codes or None,
    )
    before = restart_peak()
    start, cpu_start = time.perf_counter(), time.process_time()
    model.fit(X, y)
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
else:
    import lightgbm

    version = lightgbm.__version__
    parameters = dict(
        objective="binary", num_leaves=leaves, learning_rate=0.1, max_bin=255, min_data_in_leaf=20, num_threads=threads, verbose=-1
    )
    if peer == "lightgbm-quantized":
        parameters["use_quantized_grad"] = True
    before = restart_peak()
    start, cpu_start = time.perf_counter(), time.process_time()
    data = lightgbm.Dataset(X, y, params={"max_bin": 255, "verbose": -1}, categorical_feature=codes)
    model = lightgbm.train(parameters, data, rounds)
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start

peak = resident("VmHWM") - before
X_test, y_test = read(folder, "test.f64", features), np.fromfile(os.path.join(folder, "test-target.f64"), "f8")
assert X_test.shape == (test_rows, features)
scores = model.predict_proba(X_test)[:, 1] if peer == "scikit-learn" else model.predict(X_test)
auc = float(roc_auc_score(y_test, scores))
print(json.dumps({"version": version, "seconds": seconds, "cpuSeconds": cpu_seconds, "auc": auc, "fitBytes": peak}))
