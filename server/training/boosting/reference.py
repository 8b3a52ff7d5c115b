"""Computes reference.json: the losses LightGBM reaches on held-out rows that the tests generate by the same rule.

usage: python3 server/training/boosting/reference.py > server/training/boosting/reference.json
"""

import json

import lightgbm
import numpy as np

ROWS = 6000


def random_numbers(seed):
    state = seed
    while True:
        state = (state * 1_664_525 + 1_013_904_223) % 2**32
        yield state / 2**32


def generate(seed):
    """Four numbers, a category of 20 and one of 400; every fifth `b` is missing. See reference-tables.ts."""
    random = random_numbers(seed)
    X, value, noise = np.empty((ROWS, 6)), np.empty(ROWS), np.empty(ROWS)
    for row in range(ROWS):
        a, b, c, d, u, v, e, f = (next(random) for _ in range(8))
        few, many = int(u * 20), int(v * v * 400)
        effect = (few * 7 % 20) / 10 - 1
        rare = (many * 37 % 100) / 50 - 1
        value[row] = 2 * a + np.sin(6 * b) + (1 if c > 0.5 else -1) * d + effect + rare
        noise[row] = e + f - 1
        X[row] = [a, np.nan if row % 5 == 0 else b, c, d, few, many]
    return X, value, noise


X, value, noise = generate(1)
X_test, value_test, noise_test = generate(2)

# Errors that grow with `a`; the same with a few wild ones; whole numbers not below 0; classes.
targets = {
    "numbers": lambda X, v, e: v + 3 * e * (0.5 + X[:, 0]),
    "wild": lambda X, v, e: v + 3 * e * (0.5 + X[:, 0]) + np.where(np.arange(ROWS) % 50 == 0, 20, 0),
    "counts": lambda X, v, e: np.floor(np.exp(v / 2 + e)),
    "classes": lambda X, v, e: (v + 2 * e > 1).astype(float),
}


def held_out_loss(loss, target, categorical=False, **settings):
    columns = slice(0, 6) if categorical else slice(0, 4)
    parameters = dict(learning_rate=0.1, num_leaves=15, verbose=-1, num_threads=1, deterministic=True, seed=1, **settings)
    y, y_test = targets[target](X, value, noise), targets[target](X_test, value_test, noise_test)
    data = lightgbm.Dataset(X[:, columns], y, categorical_feature=[4, 5] if categorical else [])
    margins = lightgbm.train(parameters, data, 60).predict(X_test[:, columns], raw_score=True)
    return float(np.mean(loss(margins, y_test)))


def squared(s, y):
    return (s - y) ** 2


def absolute(s, y):
    return np.abs(s - y)


def pinball(alpha):
    return lambda s, y: np.maximum((1 - alpha) * (s - y), alpha * (y - s))


def huber(delta):
    return lambda s, y: np.where(np.abs(s - y) <= delta, (s - y) ** 2 / 2, delta * (np.abs(s - y) - delta / 2))


def poisson(s, y):
    return np.exp(s) - y * s


def logistic(s, y):
    return np.logaddexp(0, s) - y * s


print(
    json.dumps(
        {
            "madeWith": {"lightgbm": lightgbm.__version__, "numpy": np.__version__},
            "squared": held_out_loss(squared, "numbers", objective="regression"),
            "absolute": held_out_loss(absolute, "wild", objective="regression_l1"),
            "quantileLow": held_out_loss(pinball(0.1), "wild", objective="quantile", alpha=0.1),
            "quantileHigh": held_out_loss(pinball(0.9), "wild", objective="quantile", alpha=0.9),
            "huber": held_out_loss(huber(2.0), "wild", objective="huber", alpha=2.0),
            "poisson": held_out_loss(poisson, "counts", objective="poisson"),
            "lambdaL1": held_out_loss(squared, "numbers", objective="regression", lambda_l1=100.0),
            "minGainToSplit": held_out_loss(squared, "numbers", objective="regression", min_gain_to_split=100.0),
            "maxDepth": held_out_loss(squared, "numbers", objective="regression", max_depth=2),
            "monotone": held_out_loss(
                squared, "numbers", objective="regression", monotone_constraints=[1, -1, 0, 1], monotone_constraints_method="basic"
            ),
            "bagging": held_out_loss(squared, "numbers", objective="regression", bagging_fraction=0.5, bagging_freq=1),
            "featureFraction": held_out_loss(squared, "numbers", objective="regression", feature_fraction=0.5),
            "featureFractionByNode": held_out_loss(squared, "numbers", objective="regression", feature_fraction_bynode=0.5),
            "categoricalSquared": held_out_loss(squared, "numbers", categorical=True, objective="regression"),
            "categoricalLogistic": held_out_loss(logistic, "classes", categorical=True, objective="binary"),
        },
        indent=1,
    )
)
