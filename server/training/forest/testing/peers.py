"""Computes peers.json: what scikit-learn's forests score on the folds of the example tables, prepared as the tests do.

usage: python3 server/training/forest/testing/peers.py EXAMPLES > server/training/forest/testing/peers.json

EXAMPLES holds NAME/NAME.csv and NAME/folds.csv. Default settings, 100 trees; means over random_state 0 to 4.
"""

import json
import sys

import numpy as np
import pandas
import sklearn
from sklearn.ensemble import ExtraTreesClassifier, ExtraTreesRegressor, RandomForestClassifier, RandomForestRegressor
from sklearn.metrics import f1_score, log_loss, root_mean_squared_error, roc_auc_score
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

TABLES = {"telco-churn": "churn", "credit": "Status", "hpc-jobs": "class", "ames-housing": "Sale_Price"}
FAMILIES = {
    "random-forest": (RandomForestClassifier, RandomForestRegressor),
    "extra-trees": (ExtraTreesClassifier, ExtraTreesRegressor),
    "decision-tree": (DecisionTreeClassifier, DecisionTreeRegressor),
}


def prepared(table, train):
    """Numbers: mean imputation, standard scaling; text: one-hot, missing as its own category; from training rows."""
    parts = []
    for name in table:
        column = table[name]
        if pandas.api.types.is_numeric_dtype(column):
            filled = column.fillna(column[train].mean())
            parts.append((filled - filled[train].mean()) / (filled[train].std(ddof=0) or 1))
        else:
            text = column.fillna("")
            parts += [(text == category).astype(float) for category in sorted(text[train].unique())]
    return np.column_stack(parts)


def scores(model, X, y, classes):
    if classes is None:
        return {"rmse": root_mean_squared_error(y, model.predict(X))}
    p = model.predict_proba(X)
    found = {"log_loss": log_loss(y, p), "macro_f1": f1_score(y, model.predict(X), average="macro")}
    return {**found, "auc": roc_auc_score(y, p[:, 1])} if len(classes) == 2 else found


tables = {}
for name, target in TABLES.items():
    folder = f"{sys.argv[1]}/{name}"
    table = pandas.read_csv(f"{folder}/{name}.csv")
    fold = pandas.read_csv(f"{folder}/folds.csv").fold.to_numpy()
    answers = table.pop(target)
    classes = None if pandas.api.types.is_numeric_dtype(answers) else sorted(answers.unique())
    tables[name] = {"target": target, "classes": classes}
    for family, kinds in FAMILIES.items():
        tables[name][family] = []
        for held in range(5):
            train = fold != held
            X = prepared(table, train)
            kind = kinds[classes is None]
            forest = {} if family == "decision-tree" else {"n_jobs": 2}
            found = [
                scores(kind(random_state=seed, **forest).fit(X[train], answers[train]), X[~train], answers[~train], classes)
                for seed in range(5)
            ]
            tables[name][family].append(
                {measure: float(f"{np.mean([one[measure] for one in found]):.7g}") for measure in found[0]}
            )

json.dump({"made_with": {"scikit-learn": sklearn.__version__}, "tables": tables}, sys.stdout, indent=1)
