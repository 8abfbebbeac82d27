#!/usr/bin/env python3
"""Times columns in DuckDB, Polars, DataFusion and NumPy beside ours, each on one thread, on the data of src/data.rs.

    pip install duckdb polars datafusion numpy pyarrow
    cargo build --release -p rumusan-benches
    python3 benches/columns.py

Prints JSON: nanoseconds a row, medians of interleaved runs with fresh output, and the ratio of ours to each. Ours run
in every round too, each time in a process of its own, once with the allocator of the system and once with mimalloc,
which keeps the pages that a program gave back. Polars and DataFusion bring such an allocator with them, NumPy does not.
"""

import json
import os
import pathlib
import re
import statistics
import subprocess
import time

os.environ["POLARS_MAX_THREADS"] = "1"

import datafusion  # noqa: E402
import duckdb  # noqa: E402
import numpy as np  # noqa: E402
import polars as pl  # noqa: E402
import pyarrow as pa  # noqa: E402

ROUNDS = 5
ROWS = 10_000_000
FRESH, KEPT = "ours, fresh output", "ours, fresh output, mimalloc"
ROOT = pathlib.Path(__file__).parent.parent
# Where cargo builds, as cargo itself finds it.
BUILT = ROOT / os.environ.get("CARGO_TARGET_DIR", "target") / "release"

NUMBER = re.compile(r"\d+\.\d+")
WEIGHTS = ["0.25", "0.2", "0.15", "0.1", "0.1", "0.08", "0.07", "0.05"]
CASES = {
    "F1": ("ab", "a / b * 100.0"),
    "F2": ("abcd", "1.0 / 3.0 * (a + b + c - d)"),
    "F3": ("ab", "(a - b) / b * 100.0"),
    "F4": ("abcdefght", "(" + " + ".join(f"{w} * {n}" for w, n in zip(WEIGHTS, "abcdefgh")) + ") / t * 100.0"),
}


def columns(count, rows):
    """The generator of src/data.rs, for all rows at once."""
    at = np.arange(1, count * rows + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        z = np.uint64(2021) + at * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z ^= z >> np.uint64(31)
    values = (1 + (z % np.uint64(1_000_000))).astype(np.int64)
    return values.reshape(count, rows)


def engines(names, formula, rows):
    """For each engine a function that computes the formula into fresh memory."""
    integers = columns(len(names), rows)
    floats = {name: column.astype(np.float64) for name, column in zip(names, integers)}
    table = pa.table(floats)
    decimal = pa.decimal128(18, 2)
    decimals = pa.table({name: pa.array(column).cast(pa.decimal128(21, 2)).cast(decimal) for name, column in zip(names, integers)})

    # Weights and factors are decimals there too.
    connection = duckdb.connect(config={"threads": 1})
    connection.register("floats", table)
    connection.register("decimals", decimals)
    connection.execute("create table f as select * from floats")
    connection.execute("create table d as select * from decimals")

    def fetch(query):
        return connection.sql(query).to_arrow_table()

    context = datafusion.SessionContext(datafusion.SessionConfig().with_target_partitions(1))
    context.register_record_batches("f", [table.to_batches()])
    context.register_record_batches("d", [decimals.to_batches()])

    frame, decimal_frame = pl.from_arrow(table), pl.from_arrow(decimals)
    code = compile(formula, "formula", "eval")
    as_column = {name: pl.col(name) for name in names}
    expression = eval(code, {}, as_column)

    def literal(text):
        return pl.lit(text).cast(pl.Decimal(18, 2))

    decimal_text = NUMBER.sub(r"L('\g<0>')", formula)
    decimal_expression = eval(decimal_text, {"L": literal}, as_column)
    # A bare 0.1 is a decimal in SQL; with an exponent it is a double.
    double = NUMBER.sub(r"\g<0>e0", formula)
    return {
        "NumPy f64": lambda: eval(code, {}, floats),
        "DuckDB double": lambda: fetch(f"select {double} as y from f"),
        "DuckDB decimal": lambda: fetch(f"select {formula} as y from d"),
        "Polars f64": lambda: frame.select(y=expression),
        "Polars decimal": lambda: decimal_frame.select(y=decimal_expression),
        "DataFusion f64": lambda: context.sql(f"select {double} as y from f").collect(),
        "DataFusion decimal": lambda: context.sql(f"select {formula} as y from d").collect(),
    }


def ours(case):
    """Our times, from the programs that measure them."""
    def printed(*command):
        return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    fresh = printed(BUILT / "ratios", "fresh", case)["fresh"][case][FRESH]["nanoseconds"]
    return {FRESH: fresh, KEPT: printed(BUILT / "kept", case)[case][FRESH]}


def main():
    report = {}
    for case, (names, formula) in CASES.items():
        runs, times, own = {}, {}, {FRESH: [], KEPT: []}
        for name, run in engines(names, formula, ROWS).items():
            try:
                run()
                runs[name], times[name] = run, []
            except Exception as error:  # an engine that cannot do it is said so
                report.setdefault(case, {})[name] = {"error": str(error)[:200]}
        for _ in range(ROUNDS):
            for name, run in runs.items():
                start = time.perf_counter()
                run()
                times[name].append((time.perf_counter() - start) * 1e9 / ROWS)
            for name, nanoseconds in ours(case).items():
                own[name].append(nanoseconds)
        own = {name: statistics.median(all_times) for name, all_times in own.items()}
        entries = report.setdefault(case, {})
        for name, all_times in times.items():
            median = statistics.median(all_times)
            entries[name] = {"nanoseconds": round(median, 3)}
            for mine, nanoseconds in own.items():
                entries[name][f"ratio of {mine}"] = round(nanoseconds / median, 3)
        for mine, nanoseconds in own.items():
            entries[mine] = {"nanoseconds": round(nanoseconds, 3)}
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
