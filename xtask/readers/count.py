"""Counts the events of a dataset by activity and by customer, once with DuckDB and once with Polars.

usage: count.py EVENTS.parquet…   prints {"duckdb": {…}, "polars": {…}} as JSON
"""

import json
import sys

import duckdb
import polars

COLUMNS = ["activity", "customer"]


def with_duckdb(files):
    def count(column):
        query = f"SELECT {column}, count(*) FROM read_parquet($files, union_by_name = true) WHERE {column} IS NOT NULL GROUP BY 1"
        return dict(duckdb.execute(query, {"files": files}).fetchall())

    return {column: count(column) for column in COLUMNS}


def with_polars(files):
    events = polars.scan_parquet(files, missing_columns="insert", extra_columns="ignore")

    def count(column):
        groups = events.select(column).drop_nulls().group_by(column).len().collect()
        return dict(groups.iter_rows())

    return {column: count(column) for column in COLUMNS}


files = sys.argv[1:]
print(json.dumps({"duckdb": with_duckdb(files), "polars": with_polars(files)}))
