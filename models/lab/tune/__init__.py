"""Studies of hyper-parameters with Optuna."""
