"""Computes shap-reference.json: random trees, rows, and what the shap package says of them.

usage: python3 server/explanation/testing/shap-reference.py > server/explanation/testing/shap-reference.json

Needs shap 0.51, numpy, scikit-learn. Trees are written as a TreesModel has them: `cover` is the number of training rows
at each node, a missing value goes left where `missingLeft` is 1.
"""

import json

import numpy as np
import shap
from sklearn.linear_model import Ridge

FEATURES = 6
random = np.random.default_rng(4)


def grow(output, leaves, rows):
    """A random tree; a leaf is chosen and split until there are enough, so that features repeat on deep paths."""
    nodes = {name: [] for name in ("feature", "threshold", "left", "right", "missingLeft", "value", "cover")}

    def add(cover):
        for name, value in dict(feature=-1, threshold=0.0, left=0, right=0, missingLeft=0, cover=cover).items():
            nodes[name].append(value)
        nodes["value"].append(round(float(random.normal()), 3))
        return len(nodes["feature"]) - 1

    open_leaves = [add(rows)]
    while len(open_leaves) < leaves:
        leaf = open_leaves.pop(int(random.integers(len(open_leaves))))
        if nodes["cover"][leaf] < 2:
            break
        left = int(random.integers(1, nodes["cover"][leaf]))
        nodes["feature"][leaf] = int(random.integers(FEATURES))
        nodes["threshold"][leaf] = round(float(random.normal()), 2)
        nodes["missingLeft"][leaf] = int(random.integers(2))
        nodes["value"][leaf] = 0.0
        nodes["left"][leaf] = add(left)
        nodes["right"][leaf] = add(nodes["cover"][leaf] - left)
        open_leaves += [nodes["left"][leaf], nodes["right"][leaf]]
    return {"output": output, "nodes": nodes}


def as_shap(tree):
    n = tree["nodes"]
    inner = np.array(n["feature"]) >= 0
    left = np.where(inner, n["left"], -1)
    right = np.where(inner, n["right"], -1)
    return {
        "children_left": left,
        "children_right": right,
        "children_default": np.where(np.array(n["missingLeft"]) == 1, left, right),
        "features": np.array(n["feature"]),
        "thresholds": np.array(n["threshold"]),
        "values": np.array(n["value"]).reshape(-1, 1),
        "node_sample_weight": np.array(n["cover"], dtype=float),
    }


def explained(trees, rows):
    plain = {"trees": [as_shap(t) for t in trees]}
    explainer = shap.TreeExplainer(plain, feature_perturbation="tree_path_dependent")
    return explainer.shap_values(rows, check_additivity=False), float(np.ravel(explainer.expected_value)[0])


trees = [grow(0, leaves, 500) for leaves in (2, 5, 9, 20, 40)]
rows = random.normal(size=(8, FEATURES)).round(2)
rows[0, 1] = rows[3, 4] = np.nan
path_values, path_base = explained(trees, rows)
complete = rows[[1, 2, 4, 5, 6, 7]]

X = random.normal(size=(40, FEATURES)).round(2)
target = X @ random.normal(size=FEATURES) + random.normal(size=40)
ridge = Ridge().fit(X, target)
linear = shap.LinearExplainer(ridge, X)

missing_as_null = [[None if np.isnan(x) else x for x in row] for row in rows.tolist()]
print(
    json.dumps(
        {
            "shap": shap.__version__,
            "trees": trees,
            "pathDependent": {"rows": missing_as_null, "base": path_base, "values": path_values.tolist()},
            "linear": {
                "training": X.tolist(),
                "coefficients": ridge.coef_.tolist(),
                "intercept": float(ridge.intercept_),
                "base": float(linear.expected_value),
                "rows": complete.tolist(),
                "values": linear.shap_values(complete).tolist(),
            },
        }
    )
)
