"""The model in service behind FastAPI and ONNX Runtime, as one would write it in Python: a plain function, which FastAPI
runs in its thread pool, and a session that all threads share. It keeps nothing and tells no language."""

import json
import math
import sys
from pathlib import Path
from socket import socket

import numpy as np
import onnxruntime
import uvicorn
from fastapi import FastAPI
from lab.data.text import normalise
from pydantic import BaseModel
from tokenizers import Tokenizer

folder = Path(sys.argv[1])
card = json.loads((folder / "model.json").read_text("utf-8"))
tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
tokenizer.enable_truncation(card["maxTokens"])
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1  # requests run side by side, each on one core
session = onnxruntime.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])
app = FastAPI()


class TweetIn(BaseModel):
    text: str


class PredOut(BaseModel):
    label: str
    probability: float


@app.post("/predict")
def predict(tweet: TweetIn) -> PredOut:
    ids = np.array([tokenizer.encode(normalise(tweet.text)).ids], np.int64)
    (logits,) = session.run(["logits"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0]
    z = logits / card["calibration"]["temperature"] + np.array(card["calibration"]["bias"])
    return PredOut(label=card["labels"][int(z.argmax())], probability=1 / (1 + math.exp(float(z[0] - z[2]))))


listening = socket()
listening.bind(("127.0.0.1", 0))
print(json.dumps({"url": f"http://127.0.0.1:{listening.getsockname()[1]}"}), flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listening])
