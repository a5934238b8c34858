#!/usr/bin/env bash
# What: of a `string_view` array `unique()` and `value_counts()` turn null into an empty string; of a `string` array with
#   the same values they keep null.
# Why it matters: files written by engines that use string views gain a class "" and lose their missing values, so
#   counts of labels or languages are wrong with no error.
# Version: pyarrow 25.0.0.
# Seen: string ["fr", None], string_view ["fr", ""]
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyarrow==25.0.0

cat > finding.py <<'PY'
import pyarrow as pa

values = ["fr", None, "fr"]
plain = pa.array(values, pa.string())
view = pa.array(values, pa.string_view())
assert view.null_count == 1

print(f"string {plain.unique().to_pylist()}, string_view {view.unique().to_pylist()}")
assert plain.unique().to_pylist() == ["fr", None]
assert view.unique().to_pylist() == ["fr", ""]
assert plain.value_counts().field("values").to_pylist() == ["fr", None]
assert view.value_counts().field("values").to_pylist() == ["fr", ""]
PY
venv/bin/python finding.py
