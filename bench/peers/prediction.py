"""The steps of bench/prediction.ts as one fitted scikit-learn pipeline: `python3 prediction.py TABLE.parquet`.

Prints the sorted milliseconds of single rows and of 10,000 rows at once.
"""
import json
import sys
import time

import numpy as np
import pandas as pd
import sklearn
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    KBinsDiscretizer,
    OneHotEncoder,
    OrdinalEncoder,
    StandardScaler,
    TargetEncoder,
)

table = pd.read_parquet(sys.argv[1])
target = table.pop("target")
n = [f"n{i}" for i in range(24)]
t = [f"t{i}" for i in range(14)]


class Clip(FunctionTransformer):
    def fit(self, x, y=None):
        low, high = np.nanquantile(x, [0.01, 0.99], axis=0)
        self.func = lambda a: np.clip(a, low, high)
        return super().fit(x, y)


def dates(frame):
    parts = []
    for name in frame.columns:
        when = pd.to_datetime(frame[name]).dt
        parts += [when.year, when.month, when.day, when.dayofweek]
    return np.column_stack(parts)


def filled(*steps):
    return make_pipeline(SimpleImputer(strategy="median"), *steps)


def named(*steps):
    return make_pipeline(FunctionTransformer(lambda f: f.fillna("none").astype(object)), *steps)


frequencies = {c: table[c].value_counts(normalize=True) for c in t[8:10]}
pipeline = ColumnTransformer(
    [
        ("clip", filled(Clip(), StandardScaler()), n[:6]),
        ("scale", filled(StandardScaler()), n[6:12]),
        ("log", filled(FunctionTransformer(np.log1p)), n[12:16]),
        ("bin", filled(KBinsDiscretizer(8, encode="ordinal", subsample=None)), n[16:20]),
        ("keep", filled(), n[20:]),
        ("onehot", named(OneHotEncoder(handle_unknown="ignore", sparse_output=False)), t[:5]),
        ("ordinal", named(OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)), t[5:8]),
        ("share", FunctionTransformer(lambda f: np.column_stack([f[c].map(frequencies[c]).fillna(0) for c in f])), t[8:10]),
        ("target", named(TargetEncoder(target_type="continuous")), t[10:]),
        ("dates", FunctionTransformer(dates), ["born", "seen"]),
    ]
)
pipeline.fit(table, target)


def times(count, ask):
    ask(0)
    found = []
    for turn in range(count):
        start = time.perf_counter()
        ask(turn)
        found.append((time.perf_counter() - start) * 1000)
    return sorted(found)


rows = [table.iloc[i : i + 1] for i in range(100)]
batch = table.iloc[:10_000]
print(
    json.dumps(
        {
            "version": sklearn.__version__,
            "one": times(200, lambda turn: pipeline.transform(rows[turn % 100])),
            "many": times(10, lambda turn: pipeline.transform(batch)),
        }
    )
)
