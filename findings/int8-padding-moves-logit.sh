#!/usr/bin/env bash
# What: in a dynamically quantized model padding changes the logit of a post although its mask removes the padded
#   positions: the int8 scale of a MatMul is taken from its whole input, padding included.
# Why it matters: the same post is judged differently by the length it is padded to, so batches and single requests of
#   one model disagree near the threshold, and parity tests fail that pass in float32.
# Version: onnxruntime 1.32.0, onnx 1.23.0.
# Seen: float32.onnx: the logit moves by 0.0000, int8.onnx: by more than 0.001
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
model = onnx.parser.parse_model(
    """<ir_version: 8, opset_import: ["" : 17]>
    mean_pooling (int64[1,n] ids, float[1,n,1] mask) => (float[1,1] logit) {
      embedded = Gather(table, ids)
      hidden = MatMul(embedded, weight)
      kept = Mul(hidden, mask)
      total = ReduceSum<keepdims = 0>(kept, axis)
      length = ReduceSum<keepdims = 0>(mask, axis)
      logit = Div(total, length)
    }"""
)
table = random.normal(size=(8, 8)).astype(np.float32)
table[0] *= 4  # the padding token, id 0
weight = random.normal(size=(8, 1)).astype(np.float32)
constants = {"table": table, "weight": weight, "axis": np.array([1])}
model.graph.initializer.extend(onnx.numpy_helper.from_array(value, name) for name, value in constants.items())
onnx.save(model, "float32.onnx")
quantize_dynamic("float32.onnx", "int8.onnx", op_types_to_quantize=["MatMul"])


def change(path: str) -> float:
    session = onnxruntime.InferenceSession(path)
    logits = []
    for padding in (0, 6):
        ids = np.array([[1, 2] + [0] * padding])
        mask = np.array([[1, 1] + [0] * padding], np.float32)[..., None]
        logits.append(session.run(["logit"], {"ids": ids, "mask": mask})[0].item())
    return abs(logits[0] - logits[1])


# How far six padded positions move the logit of one post of two tokens.
moved = {path: change(path) for path in ("float32.onnx", "int8.onnx")}
print(", ".join(f"{path}: the logit moves by {distance:.4f}" for path, distance in moved.items()))
assert moved["float32.onnx"] < 1e-6, moved
assert moved["int8.onnx"] > 1e-3, moved
PY
venv/bin/python finding.py
