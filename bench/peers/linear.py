"""Fits one linear model on the table in a folder and prints what came out; see ../linear.ts.

usage: python3 linear.py case folder rows features
"""

import json
import resource
import sys
import time

import numpy as np
import sklearn
from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression

case, folder = sys.argv[1:3]
rows, features = map(int, sys.argv[3:])

X = np.fromfile(f"{folder}/columns.f64").reshape(features, rows).T
y = np.fromfile(f"{folder}/{'value' if case in ('lasso', 'elastic-net') else case}.f64")

MODELS = {
    "logistic": lambda **more: LogisticRegression(max_iter=1000, **more),
    "multinomial": lambda **more: LogisticRegression(max_iter=1000, **more),
    "lasso": lambda **more: Lasso(alpha=0.05, max_iter=10_000, **more),
    "elastic-net": lambda **more: ElasticNet(alpha=0.1, l1_ratio=0.5, max_iter=10_000, **more),
}

# Its own layout for each solver, so that no copy is timed: rows for lbfgs, columns for coordinate descent.
X = np.asfortranarray(X) if case in ("lasso", "elastic-net") else np.ascontiguousarray(X)
start, start_cpu = time.perf_counter(), time.process_time()
MODELS[case]().fit(X, y)
seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - start_cpu
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
# Its defaults stop early; the coefficients to compare with are those at the optimum.
exact = MODELS[case](tol=1e-9).fit(X, y)
print(
    json.dumps(
        {
            "version": sklearn.__version__,
            "seconds": seconds,
            "cpuSeconds": cpu_seconds,
            "peakBytes": peak,
            "coefficients": np.atleast_2d(exact.coef_).tolist(),
        }
    )
)
