"""A client of the REST API in Python 3.11, with nothing but its standard library: to copy and to make your own.

    sentiment = Sentiment("http://127.0.0.1:3978")
    prediction = sentiment.predict("Vol annulé, merci Air Paradis !")
    print(prediction["label"], prediction["scores"], prediction["certain"])
    if prediction["label"] != "negative":
        sentiment.feedback(prediction["id"], correct=False, label="negative", user="ana")
"""

import http.client
import json
import time
import urllib.error
import urllib.request
import uuid
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal, NotRequired, TypedDict

TRIES = 5
PASSING = {502, 503, 504}  # what a gateway answers while the service restarts
LONGEST_WAIT = 60  # seconds; whoever is asked to wait longer gets the refusal at once

Label = Literal["negative", "neutral", "positive"]


class Prediction(TypedDict):
    id: str
    label: Label  # the one with the highest score
    scores: dict[Label, float]  # calibrated probability of each label; they sum to 1
    probability: float  # calibrated, of positive against negative, given that the post has a side
    certain: bool  # whether the label's score reaches its threshold in the model card; False in other languages
    lang: Literal["fr", "en", "other", "und"]
    truncated: bool
    model: str
    topics: NotRequired[list[dict[str, Any]]]  # name and probability, the likeliest first; where the model knows topics
    act: NotRequired[Literal["complaint", "question", "praise", "information"]]
    needs_answer: NotRequired[float]  # calibrated probability that the company should answer


class SentimentError(Exception):
    """The service refused, or no answer came (status 0); `problem` says why."""

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

    def feedback(
        self,
        prediction_id: str,
        correct: bool,
        label: Label | None = None,
        topics: list[str] | None = None,
        user: str | None = None,
    ) -> Any:
        """`label`: the right one, another than the verdict's; with correct=False only.
        `topics`: all that the post is about, by names of GET /topics; [] for none of them."""
        body = {"prediction_id": prediction_id, "correct": correct, "label": label, "topics": topics, "user": user}
        return self._send("/feedback", {name: value for name, value in body.items() if value is not None})

    def _send(self, path: str, body: dict[str, Any]) -> Any:
        """Sends a write; what passes by itself is tried again, which the key makes harmless."""
        headers = {"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4()), **self._authorization}
        request = urllib.request.Request(self._url + path, json.dumps(body).encode(), headers, method="POST")
        for attempt in range(1, TRIES + 1):
            wait: float | None = 2**attempt / 4
            try:
                with urllib.request.urlopen(request, timeout=30) as response:
                    return json.load(response)
            except urllib.error.HTTPError as refusal:
                problem = _problem(refusal)
                wait = _retry_after(refusal.headers.get("Retry-After"), wait if refusal.code in PASSING else None)
            except (OSError, http.client.HTTPException, ValueError) as error:
                problem = {"title": "No answer", "status": 0, "detail": f"{self._url} gave no answer ({error})."}
            if wait is None or wait > LONGEST_WAIT or attempt == TRIES:
                raise SentimentError(problem)
            time.sleep(wait)


def _problem(refusal: urllib.error.HTTPError) -> dict[str, Any]:
    """The refusal's own problem; one made up when a gateway answered in its place with a page of its own."""
    try:
        problem = json.load(refusal)
        if isinstance(problem["detail"], str):
            return problem
    except (OSError, http.client.HTTPException, ValueError, TypeError, KeyError):
        pass
    detail = f"{refusal.url} answered {refusal.code} {refusal.reason} without a reason; was it a gateway?"
    return {"title": refusal.reason, "status": refusal.code, "detail": detail}


def _retry_after(value: str | None, otherwise: float | None) -> float | None:
    """Seconds of a `Retry-After`, which is a number or a date."""
    try:
        return max(0.0, float(value or ""))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(value or "") - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return otherwise
