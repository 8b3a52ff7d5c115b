"""Computes reference.json: what scikit-learn and LightGBM answer on small data that the tests build by the same rule.

usage: python3 server/training/testing/reference.py > server/training/testing/reference.json
"""

import json

import lightgbm
import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression, Ridge

ROWS = 400
i = np.arange(ROWS)


def column(factor, modulus):
    return (i * factor % modulus).astype(float) - modulus // 2


X = np.column_stack([column(7, 31), column(11, 53), column(5, 17), column(13, 97)])
weights = 1.0 + i % 3
noise = (i * 37 % 101) / 101 - 0.5
value = 0.3 * X[:, 0] - 0.05 * X[:, 1] ** 2 / 10 + np.abs(X[:, 2]) + 20 * noise
classes3 = np.digitize(value, [-5, 5])
classes2 = (value > 0).astype(int)
with_missing = X.copy()
with_missing[i % 5 == 0, 1] = np.nan

scaled = (X - X.mean(0)) / X.std(0)



def fitted(y, w=None, **more):
    model = LogisticRegression(tol=1e-10, max_iter=10_000, **more).fit(scaled, y, sample_weight=w)
    return {"coefficients": model.coef_.tolist(), "intercepts": model.intercept_.tolist()}


def ridge(y, alpha, w=None):
    model = Ridge(alpha=alpha).fit(X, y, sample_weight=w)
    return {"coefficients": [model.coef_.tolist()], "intercepts": [float(model.intercept_)]}


# One row is enough for a leaf wherever the hessian varies: LightGBM estimates counts from it, rounding bin by bin.
def boosted(objective, y, w=None, least=1, **more):
    settings = dict(
        objective=objective, num_leaves=4, learning_rate=0.3, min_data_in_leaf=least, min_data_in_bin=1, verbose=-1, num_threads=1,
        deterministic=True, force_col_wise=True, **more,
    )
    data = lightgbm.Dataset(with_missing, y, weight=w, params={"min_data_in_bin": 1, "verbose": -1})
    return lightgbm.train(settings, data, 5).predict(with_missing, raw_score=True)[:20].tolist()


print(
    json.dumps(
        {
            "madeWith": {"scikit-learn": sklearn.__version__, "lightgbm": lightgbm.__version__, "numpy": np.__version__},
            "logistic": fitted(classes2),
            "logisticWeighted": fitted(classes2, weights, C=0.1),
            "logisticBalanced": fitted((value > 12).astype(int), class_weight="balanced"),
            "softmax": fitted(classes3),
            "ridge": ridge(value, 1.0),
            "ridgeWeighted": ridge(value, 50.0, weights),
            "treesSquared": boosted("regression", value, least=20),
            "treesSquaredWeightedPenalised": boosted("regression", value, weights, lambda_l2=5.0),
            "treesLogistic": boosted("binary", classes2),
            "treesSoftmax": boosted("multiclass", classes3, num_class=3, lambda_l2=5.0),
        },
        indent=1,
    )
)
