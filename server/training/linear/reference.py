"""Computes reference.json: what scikit-learn answers on the data of ../testing/reference-data.ts, built by the same rule.

usage: python3 server/training/linear/reference.py > server/training/linear/reference.json
"""

import json
import warnings

import numpy as np
import sklearn
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, LogisticRegression, PoissonRegressor, Ridge

ROWS = 400
i = np.arange(ROWS)


def column(factor, modulus):
    return (i * factor % modulus).astype(float) - modulus // 2


X = np.column_stack([column(7, 31), column(11, 53), column(5, 17), column(13, 97)])
weights = 1.0 + i % 3
noise = (i * 37 % 101) / 101 - 0.5
value = 0.3 * X[:, 0] - 0.05 * X[:, 1] ** 2 / 10 + np.abs(X[:, 2]) + 20 * noise
classes2 = (value > 0).astype(int)
classes3 = np.digitize(value, [-5, 5])
scaled = (X - X.mean(0)) / X.std(0)
counts = np.floor(np.exp(0.3 * scaled[:, 0] - 0.2 * scaled[:, 2] + 4 * noise))
# A column that repeats the first, and one that is the sum of two.
repeated = np.column_stack([X, X[:, 0], X[:, 1] + X[:, 2], np.full(ROWS, 7.0)])


def fitted(model, rows, y, w=None):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model.fit(rows, y, sample_weight=w)
    coefficients = np.atleast_2d(model.coef_)
    return {"coefficients": coefficients.tolist(), "intercepts": np.atleast_1d(model.intercept_).tolist()}


exact = dict(tol=1e-12, max_iter=100_000)
saga = dict(solver="saga", tol=1e-10, max_iter=100_000)
alphas = [3.0, 1.0, 0.3, 0.1, 0.03]

print(
    json.dumps(
        {
            "madeWith": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
            "linear": fitted(LinearRegression(), X, value),
            "linearWeighted": fitted(LinearRegression(), X, value, weights),
            "linearRepeated": fitted(LinearRegression(), repeated, value),
            "linearWide": fitted(LinearRegression(), X[:3], value[:3]),
            "ridgeScaled": fitted(Ridge(alpha=20.0), scaled, value),
            "lasso": fitted(Lasso(alpha=0.5, **exact), scaled, value),
            "lassoWeighted": fitted(Lasso(alpha=0.3, **exact), X, value, weights),
            "elasticNet": fitted(ElasticNet(alpha=0.5, l1_ratio=0.3, **exact), scaled, value),
            "elasticNetWeighted": fitted(ElasticNet(alpha=1.0, l1_ratio=0.7, **exact), X, value, weights),
            "poisson": fitted(PoissonRegressor(alpha=1e-3, **exact), scaled, counts),
            "poissonWeighted": fitted(PoissonRegressor(alpha=1.0, **exact), scaled, counts, weights),
            "logisticFree": fitted(LogisticRegression(C=np.inf, **exact), scaled, classes2),
            "logisticL1": fitted(LogisticRegression(l1_ratio=1, C=0.05, **saga), scaled, classes2),
            "logisticElasticNet": fitted(LogisticRegression(l1_ratio=0.5, C=0.1, **saga), scaled, classes2, weights),
            "softmaxL1": fitted(LogisticRegression(l1_ratio=1, C=0.05, **saga), scaled, classes3),
            "softmaxWeighted": fitted(LogisticRegression(C=0.5, **exact), scaled, classes3, weights),
            "lassoPath": {
                "alphas": alphas,
                "coefficients": [fitted(Lasso(alpha=a, **exact), scaled, value)["coefficients"][0] for a in alphas],
            },
        },
        indent=1,
    )
)
