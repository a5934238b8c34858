#!/usr/bin/env bash
# What: a graph may have an input with a default, which onnxruntime for Python lets a caller replace for a run. onnxruntime-node does
#   not list such an input, and a value fed for it is dropped without an error: the run takes the default.
# Why it matters: a switch or a threshold that is a default input works in the lab and does nothing in the service.
# Version: onnxruntime-node 1.30.0, onnxruntime 1.32.0, onnx 1.23.0 to make the model.
# Seen: 2 times 3, the default 2 replaced by 5: Python 15, Node 6
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check onnx==1.23.0 onnxruntime==1.32.0 numpy==2.3.5
npm install --prefix "$work" --silent --ignore-scripts --no-audit --no-fund onnxruntime-node@1.30.0

venv/bin/python - <<'PY' | tee python.txt
import numpy as np
import onnx
import onnxruntime

onnx.save(
    onnx.parser.parse_model(
        """<ir_version: 8, opset_import: ["" : 17]>
        product (float[1] x, float[1] factor = {2}) => (float[1] y) { y = Mul(x, factor) }"""
    ),
    "product.onnx",
)
options = onnxruntime.SessionOptions()
options.log_severity_level = 3
session = onnxruntime.InferenceSession("product.onnx", options)
feeds = {"x": np.array([3], np.float32), "factor": np.array([5], np.float32)}
print(f"Python {session.run(None, feeds)[0][0]:.0f}")
PY

cat > finding.cjs <<'JS'
const { InferenceSession, Tensor } = require('onnxruntime-node');

(async () => {
  const session = await InferenceSession.create('product.onnx', { logSeverityLevel: 3 });
  const number = (value) => new Tensor('float32', [value], [1]);
  const { y } = await session.run({ x: number(3), factor: number(5) });
  console.log(`Node ${y.data[0]}, inputs listed: ${session.inputNames}`);
})();
JS
node finding.cjs | tee node.txt
grep -q '^Python 15$' python.txt
grep -q '^Node 6, inputs listed: x$' node.txt
