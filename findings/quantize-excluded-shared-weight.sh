#!/usr/bin/env bash
# What: `quantize_dynamic(nodes_to_exclude=[...])` keeps an excluded MatMul in float, but if a quantized node before it
#   shares its weight, the float copy is dropped and the excluded node gets int8 values turned back into floats.
# Why it matters: layers that share weights (ALBERT, tied heads) lose the precision that the exclusion was to save.
# Version: onnxruntime 1.32.0, onnx 1.23.0.
# Seen (producers of the excluded node's weight, change of its output): own weight [] 0.0, shared [DequantizeLinear] 0.02
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check onnx==1.23.0 onnxruntime==1.32.0

cat > finding.py <<'PY'
import logging

import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import quantize_dynamic

logging.disable(logging.WARNING)
random = np.random.default_rng(0)
x = random.normal(size=(4, 8)).astype(np.float32)
weights = {name: random.normal(size=(8, 8)).astype(np.float32) for name in ("shared", "own")}


def excluded_node(weight: str) -> tuple[list[str], float]:
    """What produces the weight of the excluded node, and the largest change of that node's output."""
    model = onnx.parser.parse_model(
        f"""<ir_version: 8, opset_import: ["" : 17]>
        twin (float[n,8] x) => (float[n,8] quantized, float[n,8] kept) {{
          [quantized] quantized = MatMul(x, shared)
          [kept] kept = MatMul(x, {weight})
        }}"""
    )
    used = sorted({"shared", weight})
    model.graph.initializer.extend(onnx.numpy_helper.from_array(weights[name], name) for name in used)
    onnx.save(model, "float.onnx")
    quantize_dynamic("float.onnx", "int8.onnx", nodes_to_exclude=["kept"])
    nodes = onnx.load("int8.onnx").graph.node
    node = next(node for node in nodes if node.name == "kept")
    producers = [other.op_type for other in nodes if node.input[1] in other.output]
    before, after = (
        onnxruntime.InferenceSession(path).run(["kept"], {"x": x})[0] for path in ("float.onnx", "int8.onnx")
    )
    return producers, float(np.abs(before - after).max())


alone, shared = excluded_node("own"), excluded_node("shared")
print(f"own weight: {alone}, shared weight: {shared}")
assert alone == ([], 0.0), alone
assert shared[0] == ["DequantizeLinear"] and shared[1] > 0.001, shared
PY
venv/bin/python finding.py
