#!/usr/bin/env bash
# Runs every finding of this folder, one after the other. Ends with 1 if the behaviour of one has changed.
set -uo pipefail
if [ $# -gt 0 ]; then
  printf 'npm run findings\n\nRuns every script of findings/, and names those whose behaviour has changed. It takes no arguments.\n'
  [ "$1" = --help ] && exit 0 || exit 2
fi
cd "$(dirname "$0")" || exit 1
failed=0
for script in *.sh; do
  [ "$script" = run.sh ] && continue
  echo "== $script"
  "./$script" || { echo "changed, or not installed: $script" >&2; failed=1; }
done
exit "$failed"
