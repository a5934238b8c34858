"""Does with the Python client what clients.test.ts does with the other behind a gateway, and prints what came back."""

import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "clients"))
from sentiment import Sentiment, SentimentError  # noqa: E402


def status_of(sentiment: Sentiment) -> int | None:
    try:
        sentiment.predict("merci")
    except SentimentError as error:
        return error.problem["status"]
    return None


gateway, closed = sys.argv[1:]
label = Sentiment(gateway).predict("merci")["label"]
print(json.dumps([label, status_of(Sentiment(gateway, "wrong")), status_of(Sentiment(closed))]))
