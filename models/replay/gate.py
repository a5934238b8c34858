"""The gate of `lab promote` for the replay's small model: every set and limit, without the behavioural suite.

    PYTHONPATH=models models/.venv/bin/python models/replay/gate.py CHALLENGER DATA SETS VERSION PRODUCTION

The suite speaks of things that the small model has never read a word of; what it said there would be noise. Prints the table;
ends with 1 and the reasons when the challenger is refused, and else puts it into PRODUCTION.
"""

import sys
import tempfile
from pathlib import Path

from lab.feedback.build import find_set
from lab.feedback.mix import mixed_data
from lab.gate import GateError
from lab.gate.install import Places
from lab.gate.promote import promote


def main(challenger: Path, data: Path, sets: Path, version: str, production: Path) -> int:
    """The exit status."""
    places = Places(production, production.parent / "golden.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        try:
            promote(challenger, mixed_data(data, find_set(sets, version), Path(folder)), places, None, suite=())
        except GateError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    challenger, data, sets, version, production = sys.argv[1:]
    sys.exit(main(Path(challenger), Path(data), Path(sets), version, Path(production)))
