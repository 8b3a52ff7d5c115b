"""Computes decision-tree.json: what scikit-learn's decision trees answer on the data of ../../testing/reference-data.ts.

usage: python3 server/training/forest/testing/decision-tree.py > server/training/forest/testing/decision-tree.json
"""

import json
import sys

import numpy as np
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

i = np.arange(400)


def column(factor, modulus):
    return (i * factor % modulus).astype(float) - modulus // 2


X = np.column_stack([column(7, 31), column(11, 53), column(5, 17), column(13, 97)])
weights = 1.0 + i % 3
value = 0.3 * X[:, 0] - 0.05 * X[:, 1] ** 2 / 10 + np.abs(X[:, 2]) + 20 * ((i * 37 % 101) / 101 - 0.5)
classes3 = np.digitize(value, [-5, 5])
rare_class = (value > 12).astype(int)
missing = X.copy()
missing[i % 5 == 0, 1] = np.nan

LIMITS = dict(max_depth=4, min_samples_leaf=7, random_state=0)
regressor = DecisionTreeRegressor(**LIMITS)
classifier = DecisionTreeClassifier(**LIMITS)


def rounded(values):
    return [float(f"{x:.8g}") for x in np.ravel(values)]


json.dump(
    {
        "regression": rounded(regressor.fit(X, value).predict(X)),
        "weighted": rounded(regressor.fit(X, value, sample_weight=weights).predict(X)),
        "missing": rounded(regressor.fit(missing, value).predict(missing)),
        "binary": rounded(classifier.fit(X, rare_class).predict_proba(X)[:, 1]),
        "balanced": rounded(
            DecisionTreeClassifier(class_weight="balanced", **LIMITS).fit(X, classes3).predict_proba(X)
        ),
        "multiclass": rounded(classifier.fit(X, classes3).predict_proba(X)),
        "importances": rounded(classifier.feature_importances_),
    },
    sys.stdout,
)
