#!/usr/bin/env bash
# What: ADWIN depends on the unit of its input. The same series, with the same shift of six standard deviations in its
#   middle, is found soon in percent, later as a share, and never when the share is squeezed into a hundredth.
# Why it matters: one outlier before min-max scaling squeezes all other values, and drift is no longer reported.
# Version: river 0.26.1, numpy 2.4.6. The shift is at 1000 of 2000 values.
# Seen: x100 -> [1023], x1 -> [1055], x0.1 -> [1311], x0.01 -> []
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check river==0.26.1 numpy==2.4.6

cat > finding.py <<'PY'
import numpy as np
from river import drift

random = np.random.default_rng(1)
share = np.concatenate([random.normal(0.3, 0.05, 1000), random.normal(0.6, 0.05, 1000)])


def detections(scale: float) -> list[int]:
    detector, found = drift.ADWIN(), []
    for position, value in enumerate(share):
        detector.update(float(value) * scale)
        if detector.drift_detected:
            found.append(position)
    return found


seen = {scale: detections(scale) for scale in (100, 1, 0.1, 0.01)}
print(", ".join(f"x{scale} -> {found}" for scale, found in seen.items()))
assert 1000 < seen[100][0] < seen[1][0] < seen[0.1][0], seen
assert seen[0.01] == [], seen
PY
venv/bin/python finding.py
