"""The sentiment model: encoder, mean over the tokens, one linear layer with a unit for each label."""

from torch import Tensor, nn

from ..labels import LABELS
from .encoder import Encoder

MAX_TOKENS = 128
"""Window of the served model, `<s>` and `</s>` included."""


class SentimentModel(nn.Module):
    """Token ids and mask, int64 [batch, tokens] → logits float [batch, 3]: negative, neutral, positive."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(encoder.norm.normalized_shape[0], len(LABELS))
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        states = self.encoder(input_ids, attention_mask)
        weight = attention_mask[:, :, None].to(states.dtype)
        mean = (states * weight).sum(1) / weight.sum(1)
        return self.head(mean)
