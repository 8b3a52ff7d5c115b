"""Computes reference.json: what scikit-learn's calibrators learn from small data that the test builds by the same rule.

usage: python3 server/training/calibration/reference.py > server/training/calibration/reference.json
"""

import json

import numpy as np
import sklearn
from sklearn.calibration import _SigmoidCalibration
from sklearn.isotonic import IsotonicRegression

ROWS = 300
i = np.arange(ROWS)
# Scores repeat: 53 different ones.
score = (i * 17 % 53 + 0.5) / 53
logit = np.log(score / (1 - score))
positive = ((i * 37 % 101) / 101 < 0.15 + 0.6 * score**2).astype(int)
weights = 1.0 + i % 3


def platt(w=None):
    model = _SigmoidCalibration().fit(logit, positive, w)
    return {"slope": -float(model.a_), "intercept": -float(model.b_)}


def isotonic(w=None):
    model = IsotonicRegression(out_of_bounds="clip").fit(score, positive, sample_weight=w)
    return {"x": model.X_thresholds_.tolist(), "y": model.y_thresholds_.tolist()}


print(
    json.dumps(
        {
            "madeWith": {"scikit-learn": sklearn.__version__, "numpy": np.__version__},
            "platt": platt(),
            "plattWeighted": platt(weights),
            "isotonic": isotonic(),
            "isotonicWeighted": isotonic(weights),
        },
        indent=1,
    )
)
