"""A client of the REST API in Python 3.11, with nothing but its standard library: to copy and to make your own.

    sentiment = Sentiment("http://127.0.0.1:3978")
    prediction = sentiment.predict("Vol annulé, merci Air Paradis !")
    sentiment.feedback(prediction["id"], correct=False, label="negative", user="ana")
"""

import json
import time
import urllib.error
import urllib.request
import uuid
from typing import Any, Literal, TypedDict

TRIES = 5


class Prediction(TypedDict):
    id: str
    label: Literal["negative", "positive"]
    probability: float  # calibrated, of positive
    certain: bool  # False inside the band that the model card defines
    lang: Literal["fr", "en", "und"]
    truncated: bool
    model: str


class SentimentError(Exception):
    """The service refused; `problem` says why."""

    def __init__(self, problem: dict[str, Any]):
        super().__init__(problem["detail"])
        self.problem = problem


class Sentiment:
    def __init__(self, url: str, key: str | None = None):
        """`key`: API key; none is needed on the machine of a service without keys."""
        self._url = url
        self._authorization = {"Authorization": f"Bearer {key}"} if key else {}

    def predict(self, text: str) -> Prediction:
        return self._send("/predict", {"text": text})

    def predict_batch(self, texts: list[str]) -> list[dict[str, Any]]:
        """Up to 128 posts; each gets {"prediction"} or {"problem"}, in order."""
        return self._send("/predict/batch", {"posts": [{"text": text} for text in texts]})["results"]

    def feedback(self, prediction_id: str, correct: bool, label: str | None = None, user: str | None = None) -> Any:
        """`label`: the right one, with correct=False only."""
        body = {"prediction_id": prediction_id, "correct": correct, "label": label, "user": user}
        return self._send("/feedback", {name: value for name, value in body.items() if value is not None})

    def _send(self, path: str, body: dict[str, Any]) -> Any:
        """Sends a write; busy is tried again when the service says so, and the key makes a repetition harmless."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4()), **self._authorization}
        request = urllib.request.Request(self._url + path, json.dumps(body).encode(), headers, method="POST")
        for attempt in range(1, TRIES + 1):
            try:
                with urllib.request.urlopen(request, timeout=30) as response:
                    return json.load(response)
            except urllib.error.HTTPError as refusal:
                seconds = refusal.headers.get("Retry-After")
                if seconds is None or attempt == TRIES:
                    raise SentimentError(json.load(refusal)) from None
                time.sleep(float(seconds))
