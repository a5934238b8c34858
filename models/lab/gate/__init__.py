"""The gate before models/production: a challenger comes in when it is no worse than the champion anywhere, and better somewhere.

A set or a behavioural test is compared post by post: both models judge the same posts, and the posts are drawn anew 10,000 times
(bootstrap). The challenger is *worse* when the whole 95 % interval of its gain lies below zero, *better* when it lies above.
- Every dev and test set by itself, so that a gain on tweets cannot pay for a loss on airlines: worse at telling negative from
  positive, or, where the set has neutral posts, worse at the three labels, refuses. Where emoticons gave the labels, 3 points
  may be lost: a person agrees with five in six of them.
- Every behavioural test with a bar: worse refuses, unless the challenger meets the bar all the same.
- At least one of these lines must be better, or the model a twentieth smaller.
- The hard limits (files as the card says, size, int8 as good as float but for chance) must all hold.
The other behavioural tests, calibration and certainty are shown and do not decide.
"""


class GateError(Exception):
    """A challenger that stays outside, or a step of the promotion that cannot be made; the message says why and what to do."""
