// A feedback store in memory, for the rules alone.
import { UnknownPredictionError } from '../../src/feedback/errors.ts';
import type { FeedbackStore } from '../../src/feedback/feedback-store.ts';
import type { Prediction, Vote } from '../../src/feedback/prediction.ts';
import type { Trace } from '../../src/feedback/trace.ts';

export interface MemoryStore extends FeedbackStore {
  readonly predictions: Map<string, Prediction>;
  readonly traces: Trace[];
  votes(): Vote[];
}

export function createMemoryStore(): MemoryStore {
  const predictions = new Map<string, Prediction>();
  const votes = new Map<string, Vote>();
  const traces: Trace[] = [];

  const votesOn = (id: string) => [...votes.values()].filter((vote) => vote.predictionId === id);
  const tally = async (id: string) => ({
    up: votesOn(id).filter((vote) => vote.correct).length,
    down: votesOn(id).filter((vote) => !vote.correct).length,
  });
  function corrections(id: string) {
    const given = { negative: 0, neutral: 0, positive: 0 };
    for (const { correction } of votesOn(id)) if (correction) given[correction] += 1;
    return given;
  }
  function forget(concerned: (prediction: Prediction) => boolean): number {
    const found = [...predictions.values()].filter((each) => each.text !== null && concerned(each));
    for (const prediction of found) predictions.set(prediction.id, { ...prediction, text: null });
    return found.length;
  }

  return {
    predictions,
    traces,
    votes: () => [...votes.values()],
    async addPrediction(prediction, _since, announce) {
      const known = predictions.get(prediction.id);
      if (known) return known;
      predictions.set(prediction.id, prediction);
      announce?.(prediction, null);
      return prediction;
    },
    async forgetEarlier(origin, id) {
      forget((prediction) => prediction.origin === origin && prediction.id !== id);
    },
    async deleteForgotten() {},
    findPrediction: async (id) => predictions.get(id),
    async findCurrent(origin) {
      const there = [...predictions.values()].filter((each) => each.origin === origin);
      return there
        .slice(
          Math.max(
            0,
            there.findLastIndex(({ channel }) => channel !== null),
          ),
        )
        .reverse();
    },
    async castVote(id, voter, decide) {
      if (!predictions.has(id)) throw new UnknownPredictionError(id);
      const key = `${id} ${voter}`;
      const { vote, trace } = decide(votes.get(key));
      if (vote) votes.set(key, vote);
      else votes.delete(key);
      if (trace) traces.push(trace);
      return { vote, trace, tally: await tally(id), corrections: corrections(id), handling: null };
    },
    tally,
    corrections: async (id) => corrections(id),
    findVote: async (id, voter) => votes.get(`${id} ${voter}`),
    forgetPost: async (origin) => forget((prediction) => prediction.origin === origin),
    async forgetPerson(people) {
      const theirs = [...votes].filter(([, { voter }]) => people.includes(voter));
      for (const [key] of theirs) votes.delete(key);
      const wrote = [...predictions.values()].filter(({ author }) => author && people.includes(author));
      for (const each of wrote)
        predictions.set(each.id, {
          ...each,
          text: null,
          author: null,
          origin: null,
          channel: null,
          thread: null,
        });
      return { votes: theirs.length, posts: wrote.length, reviews: 0 };
    },
    forgetTexts: async () => forget(() => true),
    forgetUnvotedTexts: async (before) =>
      forget(({ id, createdAt }) => createdAt < before && votesOn(id).length === 0),
    async deletePredictions(before) {
      const old = [...predictions.values()].filter(({ createdAt }) => createdAt < before);
      for (const { id } of old) {
        predictions.delete(id);
        for (const vote of votesOn(id)) votes.delete(`${id} ${vote.voter}`);
      }
      return old.length;
    },
    newestPrediction: async () =>
      [...predictions.values()].map(({ createdAt }) => createdAt).toSorted((a, b) => b - a)[0],
  };
}
