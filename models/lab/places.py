"""Where the lab's files lie, and the help texts that commands share."""

from pathlib import Path

LAB = Path(__file__).parent
MODELS = LAB.parent
DATA, RUNS, RESULTS, PRODUCTION = MODELS / "data", MODELS / "runs", MODELS / "results", MODELS / "production"
RUN, FEEDBACK_SETS = RUNS / "fine_tuned", RUNS / "feedback"
GOLDEN = MODELS.parent / "test" / "sentiment" / "golden.jsonl"
LANGUAGE_TABLE = MODELS.parent / "src" / "sentiment" / "text" / "languages.json"

DATA_HELP = "folder with train/, dev/ and test/ of csv.gz files (label, text, lang); default models/data"
SAMPLE_HELP = "part of the posts, drawn evenly by label, language and block; default 1"
