#!/usr/bin/env bash
# What: a value queued with `enqueue_trial` that lies outside the range of `suggest_float` is tried as it is, with a
#   warning only, and the study then reports it as its best.
# Why it matters: after a range is narrowed, an old queued setting wins and the study hands back what it was forbidden.
# Version: optuna 5.0.0.
# Seen: range 0.0 to 1.0, best {"x": 50.0}
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check optuna==5.0.0

cat > finding.py <<'PY'
import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
study = optuna.create_study(direction="maximize", sampler=optuna.samplers.RandomSampler(seed=0))
study.enqueue_trial({"x": 50.0})
study.optimize(lambda trial: trial.suggest_float("x", 0.0, 1.0), n_trials=10)

limits = study.best_trial.distributions["x"]
print(f"range {limits.low} to {limits.high}, best {study.best_params}")
assert (limits.low, limits.high) == (0.0, 1.0)
assert study.best_params == {"x": 50.0}
PY
venv/bin/python finding.py
