// Errors of the feedback service. Each door words them for its own readers.

/** No prediction has this id: it never existed, was deleted, or belongs to another post. */
export class UnknownPredictionError extends Error {
  override name = 'UnknownPredictionError';

  constructor(predictionId: string) {
    super(`No prediction ${predictionId} is known here; vote with the id that came with the verdict.`);
  }
}

/** A 👍 says that the label was right, so there is nothing to correct. */
export class CorrectionOnGoodVoteError extends Error {
  override name = 'CorrectionOnGoodVoteError';

  constructor() {
    super('A correction goes with a vote against the verdict; leave it out, or vote with correct: false.');
  }
}

/** A 👎 says that the label was wrong, so the right one is another. */
export class CorrectionIsVerdictError extends Error {
  override name = 'CorrectionIsVerdictError';

  constructor(label: string) {
    super(`The verdict is ${label} already; correct it to one of the other two labels.`);
  }
}

/** A correction came from a person who has no 👎 on the prediction. */
export class NoBadVoteError extends Error {
  override name = 'NoBadVoteError';

  constructor() {
    super('This person has not voted against the verdict; vote with correct: false first.');
  }
}

/** The store cannot be used for a while, through no fault of whoever asked; the message names the cause to operators. */
export class StoreUnavailableError extends Error {
  override name = 'StoreUnavailableError';
}
