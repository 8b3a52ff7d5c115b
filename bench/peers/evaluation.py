"""Measures the rows bench/evaluation.ts wrote, and prints one line of JSON with seconds of CPU time.

usage: evaluation.py FOLDER RESAMPLES

scikit-learn is called on 10 resamples at most and its time scaled to all of them: each costs the same.
"""

import json
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402  (after the threads)
import sklearn  # noqa: E402
import sklearn.metrics as m  # noqa: E402

folder, resamples = sys.argv[1], int(sys.argv[2])


def read(name):
    return np.fromfile(os.path.join(folder, name + ".f64"), "f8")


scores, truth = read("scores"), read("truth").astype("i4")
actual, predicted = read("actual"), read("predicted")
n = len(scores)
rng = np.random.default_rng(7)


def classification(y, s):
    d = (s >= 0.5).astype("i4")
    m.confusion_matrix(y, d)
    for average in ("macro", "micro", "weighted"):
        m.precision_recall_fscore_support(y, d, average=average)
    m.precision_recall_fscore_support(y, d, average="binary")
    m.accuracy_score(y, d), m.balanced_accuracy_score(y, d), m.matthews_corrcoef(y, d), m.cohen_kappa_score(y, d)
    m.average_precision_score(y, s), m.log_loss(y, s), m.brier_score_loss(y, s)
    bins = np.minimum(9, np.floor(s * 10)).astype("i4")
    np.abs(np.bincount(bins, y, 10) - np.bincount(bins, s, 10)).sum() / len(y)
    return m.roc_auc_score(y, s)


def regression(y, p):
    m.mean_absolute_error(y, p), m.mean_squared_error(y, p), m.r2_score(y, p)
    m.mean_absolute_percentage_error(y, p), m.median_absolute_error(y, p)


def timed(work, first, second):
    """Seconds of one evaluation, and of all resamples."""
    work(first, second)
    start = time.process_time()
    work(first, second)
    once = time.process_time() - start
    if resamples == 0:
        return once
    few = min(10, resamples)
    start = time.process_time()
    for _ in range(few):
        rows = rng.integers(0, n, n)
        work(first[rows], second[rows])
    return once + (time.process_time() - start) / few * resamples


def presorted():
    """AUC, average precision and log loss of every resample from one sort: the fastest a numpy user gets. No ties."""
    order = np.argsort(-scores)
    y = truth[order].astype("f8")
    loss = -np.log(np.where(y == 1, scores[order], 1 - scores[order]))
    start = time.process_time()
    few = min(50, resamples)
    for _ in range(few):
        w = np.bincount(rng.integers(0, n, n), minlength=n).astype("f8")
        tp, every = np.cumsum(w * y), np.cumsum(w)
        fp = every - tp
        np.dot(np.diff(fp, prepend=0), tp + np.concatenate(([0.0], tp[:-1]))) / 2 / (tp[-1] * fp[-1])
        np.dot(w * y, tp / np.maximum(every, 1)) / tp[-1]
        np.dot(w, loss) / n
    return (time.process_time() - start) / few * resamples


print(
    json.dumps(
        {
            "version": sklearn.__version__,
            "sklearn": timed(classification, truth, scores),
            "regression": timed(regression, actual, predicted),
            "numpy": presorted() if resamples else 0,
            "auc": float(m.roc_auc_score(truth, scores)),
        }
    )
)
