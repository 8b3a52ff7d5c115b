"""SHAP values of a LightGBM model by LightGBM itself (pred_contrib) and by the shap package; called by bench/explain.ts.

usage: python3 bench/peers/explain.py folder rows features rounds leaves threads
"""

import json
import sys
import time

import lightgbm
import numpy as np

folder = sys.argv[1]
rows, features, rounds, leaves, threads = map(int, sys.argv[2:7])
X = np.fromfile(f"{folder}/explained.f64").reshape(features, rows).T.copy()
target = np.fromfile(f"{folder}/target.f64")
settings = dict(objective="binary", num_leaves=leaves, learning_rate=0.1, num_threads=threads, verbosity=-1, seed=1)
booster = lightgbm.train(settings, lightgbm.Dataset(X, target), rounds)


def best(explain):
    times = []
    for _ in range(3):
        started = time.process_time()
        explain()
        times.append(time.process_time() - started)
    return min(times)


found = {f"lightgbm {lightgbm.__version__} pred_contrib": best(lambda: booster.predict(X, pred_contrib=True))}
try:
    import shap

    # LightGBM's own booster is handed back to LightGBM; as plain trees it is shap's C extension that works.
    trees = shap.explainers._tree.TreeEnsemble(booster, model_output="raw").trees
    as_plain = {
        "trees": [
            {
                "children_left": t.children_left,
                "children_right": t.children_right,
                "children_default": t.children_default,
                "features": t.features,
                "thresholds": t.thresholds,
                "values": t.values,
                "node_sample_weight": t.node_sample_weight,
            }
            for t in trees
        ]
    }
    explainer = shap.TreeExplainer(as_plain, feature_perturbation="tree_path_dependent")
    found[f"shap {shap.__version__} TreeExplainer"] = best(lambda: explainer.shap_values(X, check_additivity=False))
except ImportError:
    pass
print(json.dumps(found))
