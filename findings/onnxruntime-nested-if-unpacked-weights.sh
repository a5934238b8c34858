#!/usr/bin/env bash
# What: a branch of `If` may take weights of the graphs around it. Those of the graph next to it are packed for the fast integer
#   products once, when the session is made, as are its own; those two graphs out are not, and their products take longer.
# Why it matters: ways out of a network (early exits) become an `If` in an `If`. With all weights left in the outermost graph the
#   answers are the same and the layers behind the second way out are slower. One `If` after the other has no such layers.
# Version: onnxruntime 1.32.0, onnx 1.23.0 to make the model.
# Seen: twelve int8 products of 512 x 2048 with 32 rows, weights in the branch itself, in the graph next to it, two graphs out:
#   next graph 1.04, two graphs out 1.76 times the time of the branch's own weights; same numbers (the check is above 1.3)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check onnx==1.23.0 onnxruntime==1.32.0 numpy==2.3.5

cat > finding.py <<'PY'
import statistics
import time

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

chance = np.random.default_rng(1)
ROWS, WIDE, COUNT = 32, 2048, 12
weights = [
    numpy_helper.from_array(chance.integers(-60, 60, (512, WIDE)).astype(np.int8), f"weight{number}") for number in range(COUNT)
]


def output(name):
    return helper.make_tensor_value_info(name, TensorProto.INT32, [ROWS, WIDE])


def products():
    """The sum of all products, under the name "deep"."""
    nodes, total = [], None
    for number in range(COUNT):
        nodes.append(helper.make_node("MatMulInteger", ["x", f"weight{number}"], [f"product{number}"]))
        if total:
            nodes.append(helper.make_node("Add", [total, f"product{number}"], [f"sum{number}"]))
        total = f"sum{number}" if total else "product0"
    return [*nodes, helper.make_node("Identity", [total], ["deep"])]


def branch(name, nodes, out, kept=()):
    return helper.make_graph(nodes, name, [], [output(out)], list(kept))


def session(place):
    """`place` of the weights: 0 in the branch that multiplies, 1 in the graph next to it, 2 in the one around that."""
    kept = [weights if place == at else [] for at in range(3)]
    nothing = numpy_helper.from_array(np.zeros((ROWS, WIDE), np.int32), "nothing")

    def choice(inner, out, name):
        early = branch(f"early{name}", [helper.make_node("Identity", ["nothing"], [f"left{name}"])], f"left{name}")
        return helper.make_node("If", ["no"], [out], then_branch=early, else_branch=inner)

    second = branch("second", products(), "deep", kept[0])
    first = branch("first", [choice(second, "middle", "2")], "middle", kept[1])
    no = numpy_helper.from_array(np.array(False), "false")
    inputs = [helper.make_tensor_value_info("x", TensorProto.UINT8, [ROWS, 512]), helper.make_tensor_value_info("no", TensorProto.BOOL, [])]
    graph = helper.make_graph([choice(first, "y", "1")], "whole", inputs, [output("y")], [nothing, no, *kept[2]])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    onnx.checker.check_model(model)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])


feeds = {"x": chance.integers(0, 120, (ROWS, 512)).astype(np.uint8), "no": np.array(False)}
sessions = [session(place) for place in range(3)]
answers = [one.run(None, feeds)[0] for one in sessions]
assert all(np.array_equal(answers[0], one) for one in answers)
times = [[] for _ in sessions]
for _ in range(15):
    for one, found in zip(sessions, times):
        begun = time.process_time()
        for _ in range(20):
            one.run(None, feeds)
        found.append(time.process_time() - begun)
own, near, far = (statistics.median(found) for found in times)
print(f"next graph {near / own:.2f}, two graphs out {far / own:.2f} times the time of the branch's own weights; same numbers")
assert near / own < 1.3 and far / own > 1.3
PY
venv/bin/python finding.py
