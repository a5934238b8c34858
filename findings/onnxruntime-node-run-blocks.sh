#!/usr/bin/env bash
# What: `session.run()` of onnxruntime-node returns a promise, but computes on the thread that called it: while it is pending no timer,
#   request or other run of that thread goes on, with any number of threads within the operators.
# Why it matters: a server that awaits runs answers nothing meanwhile, and two runs started together take turns. Each inference at a
#   time needs a worker thread of its own, with a session of its own.
# Version: onnxruntime-node 1.30.0, onnx 1.23.0 to make the model.
# Seen: timer due every 5 ms while 30 products of 1000 x 1000 were awaited: fired 0 times, in a pause of the same length at least 10 times
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check onnx==1.23.0
npm install --prefix "$work" --silent --ignore-scripts --no-audit --no-fund onnxruntime-node@1.30.0

venv/bin/python - <<'PY'
import onnx

products = "\n".join(f"s{number + 1} = MatMul(s{number}, x)" for number in range(29))
onnx.save(
    onnx.parser.parse_model(
        f"""<ir_version: 8, opset_import: ["" : 17]>
        slow (float[1000,1000] x) => (float[1000,1000] y) {{ s0 = MatMul(x, x)
        {products}
        y = Identity(s29) }}"""
    ),
    "slow.onnx",
)
PY

cat > finding.cjs <<'JS'
const assert = require('node:assert/strict');
const { setTimeout: pause } = require('node:timers/promises');
const { InferenceSession, Tensor } = require('onnxruntime-node');

/** How often a timer that is due every 5 ms fires until the promise that `begin` gives is fulfilled, and the milliseconds that took. */
async function ticksDuring(begin) {
  let fired = 0;
  const timer = setInterval(() => (fired += 1), 5);
  const begun = performance.now();
  await begin();
  const took = performance.now() - begun;
  clearInterval(timer);
  return { fired, took };
}

(async () => {
  const session = await InferenceSession.create('slow.onnx');
  const x = new Tensor('float32', new Float32Array(1_000_000).fill(1e-3), [1000, 1000]);
  const run = await ticksDuring(() => session.run({ x }));
  const idle = await ticksDuring(() => pause(run.took));
  const pauses = idle.fired >= 10 ? 'at least 10' : idle.fired;
  console.log(
    `timer due every 5 ms while 30 products of 1000 x 1000 were awaited: fired ${run.fired} times, in a pause of the same length ${pauses} times`,
  );
  assert.equal(run.fired, 0);
  assert.ok(idle.fired >= 10);
})();
JS
node finding.cjs
