"""The twenty checks of bench/validate.ts by hand in pandas, or as a pandera schema. Prints milliseconds, reading included."""

import sys
import time

peer, path = sys.argv[1:]
import pandas as pd

plans = ["free", "basic", "gold", "team"]
devices = [f"device {i}" for i in range(8)]


def by_pandas(t):
    assert t["id"].is_unique and t["id"].notna().all()
    assert t["age"].between(0, 120).all()
    assert t["visits"].notna().mean() >= 0.9
    assert t["plan"].dropna().isin(plans).all()
    assert t["mail"].dropna().str.fullmatch(r"[a-z0-9]+@[a-z]+\.org").all()
    assert t["code"].dropna().str.fullmatch(r"[A-Z]{2}-[0-9]+").all()
    day = pd.to_datetime(t["day"])
    assert day.between("2020-01-01", "2029-12-31").all()
    assert t["city"].dtype.kind in "OTU" or str(t["city"].dtype).startswith("str")
    assert (t["f1"] >= t["f0"]).mean() >= 0.1
    assert not (t["f2"] + t["f3"] < 0).any()
    for name in ["f4", "f5", "f6"]:
        assert t[name].dropna().between(0, 1e6).all()
    assert 0 <= t["f7"].mean() <= 1e6 and 0 <= t["f8"].std() <= 1e6 and 0 <= t["f9"].quantile(0.9) <= 1e6
    assert 1 <= t["city"].nunique() <= 100
    assert set(t["device"].dropna().unique()) <= set(devices)
    assert len(t["plan"].value_counts(normalize=True)) == 4


def by_pandera(t):
    import pandera.pandas as pa

    check, column = pa.Check, pa.Column
    spread = [column(float, check.in_range(0, 1e6), nullable=True) for _ in range(3)]
    pa.DataFrameSchema(
        {
            "id": column(int, unique=True, nullable=False),
            "age": column(int, check.in_range(0, 120)),
            "visits": column(float, check(lambda s: s.notna().mean() >= 0.9), nullable=True, coerce=True),
            "plan": column(str, [check.isin(plans), check(lambda s: s.nunique() == 4)], nullable=True),
            "mail": column(str, check.str_matches(r"[a-z0-9]+@[a-z]+\.org$"), nullable=True),
            "code": column(str, check.str_matches(r"[A-Z]{2}-[0-9]+$"), nullable=True),
            "day": column("datetime64[ns]", check.in_range(pd.Timestamp("2020-01-01"), pd.Timestamp("2029-12-31")), coerce=True),
            "city": column(str, check(lambda s: s.nunique() <= 100), nullable=True),
            "device": column(str, check(lambda s: set(s.dropna().unique()) <= set(devices)), nullable=True),
            "f4": spread[0],
            "f5": spread[1],
            "f6": spread[2],
            "f7": column(float, check(lambda s: 0 <= s.mean() <= 1e6), nullable=True),
            "f8": column(float, check(lambda s: 0 <= s.std() <= 1e6), nullable=True),
            "f9": column(float, check(lambda s: 0 <= s.quantile(0.9) <= 1e6), nullable=True),
        },
        checks=[
            check(lambda t: (t["f1"] >= t["f0"]).mean() >= 0.1),
            check(lambda t: not (t["f2"] + t["f3"] < 0).any()),
        ],
    ).validate(t, lazy=True)


if peer == "pandera":
    import pandera.pandas  # noqa: F401

start = time.perf_counter()
(by_pandas if peer == "pandas" else by_pandera)(pd.read_parquet(path))
print((time.perf_counter() - start) * 1000)
