"""One step of bench/nodes.ts in pandas or scikit-learn, Parquet to Parquet: `python3 nodes.py FOLDER CODE`.

CODE reads the tables `t` and `c` and leaves its result in `out`. Prints milliseconds and the process's peak memory.
"""
import json
import re
import resource
import sys
import time

import numpy as np
import pandas as pd

folder, code = sys.argv[1], sys.argv[2]
names = {"np": np, "pd": pd}
numbers = [f"n{i}" for i in range(16)]
start = time.perf_counter()
names["t"] = pd.read_parquet(f"{folder}/table.parquet")
if re.search(r"\bc\b", code):
    names["c"] = pd.read_parquet(f"{folder}/customers.parquet")
names["N"] = numbers
exec(code, names)
names["out"].to_parquet(f"{folder}/python.parquet", compression="snappy", index=False)
ms = (time.perf_counter() - start) * 1000
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"ms": ms, "peakMb": peak}))
