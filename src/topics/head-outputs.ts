// Apart from what reads them, so that inference threads load nothing else.

/** What the head says of a post beside its logits: probabilities of the topics and acts, and the logit of an answer. */
export const HEAD_OUTPUTS = ['topics', 'acts', 'answer'] as const;
