"""Does with the Python client what clients.test.ts does with the other, and prints what came back."""

import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parents[2] / "docs" / "clients"))
from sentiment import Sentiment, SentimentError  # noqa: E402

url, key = sys.argv[1:]
sentiment = Sentiment(url, key)
prediction = sentiment.predict("Vol annulé 😞")
batch = sentiment.predict_batch(["merci", ""])
vote = sentiment.feedback(prediction["id"], correct=False, label="neutral", topics=["delay"], user="ana")
try:
    Sentiment(url, "wrong").predict("merci")
    refused = None
except SentimentError as error:
    refused = error.problem["status"]
print(json.dumps([prediction["label"], [list(result) for result in batch], vote["tally"], vote["topics"], refused]))
