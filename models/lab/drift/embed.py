"""What the production encoder makes of a post before the last linear unit, taken out of the exported graph itself."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from tokenizers import Tokenizer

from ..errors import LabError
from ..export.exits import read_whole
from ..families.model import MAX_TOKENS
from ..train.batches import encode, pad


class Encoder:
    """The model of a folder with one more output: the mean over the tokens, float32 [posts, hidden]."""

    def __init__(self, folder: Path) -> None:
        model = read_whole(folder / "model.onnx")
        self.output = _before_the_head(model.graph)
        model.graph.output.append(onnx.helper.make_empty_tensor_value_info(self.output))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self.session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """float32 [posts, hidden] of normalised texts, one by one, as the service judges them."""
        rows = [pad([ids]) for ids in encode(self.tokenizer, texts, MAX_TOKENS)]
        feeds = ({"input_ids": ids.numpy(), "attention_mask": mask.numpy()} for ids, mask in rows)
        return np.concatenate([self.session.run([self.output], feed)[0] for feed in feeds])


def _before_the_head(graph: onnx.GraphProto) -> str:
    """The input of the last matrix product with weights, on the way back from the logit."""
    weights = {tensor.name for tensor in graph.initializer}
    makers = {name: node for node in graph.node for name in node.output}
    name = graph.output[0].name
    while name in makers:
        node = makers[name]
        if node.op_type in ("MatMul", "Gemm") and node.input[1] in weights:
            return node.input[0]
        name = node.input[0]
    raise LabError("the graph has no linear unit before its logit; lab drift knows the fine-tuned model only")
