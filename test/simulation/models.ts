// The models of the virtual world: what a post says of itself is the verdict, and its probability tells which version gave it. Each has
// a folder, by which the service loads it; which ones a machine has loaded and not let go of is known here.
import type { Classifier, Verdict } from '../../src/sentiment/verdict.ts';
import { scoresFor } from '../feedback/verdicts.ts';
import { pathOf } from './hooks.ts';
import { type Machine, machineHere, pause } from './time.ts';

const CARD = pathOf('../../models/production');

/** Versions that an operator can choose, beside those that replicas bring along. */
export const CHOICES = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb'] as const;
/** It judges beside whichever serves, and finds nothing neutral. */
export const CHALLENGER = 'cccccccccccc';

/** The card that is read there is that of the model in production, whatever the version. */
export const folderOf = (version: string): string => `${CARD}/${version}/..`;
const versionOf = (folder: string): string => folder.split('/').at(-2)!;

const loaded = new Map<Machine, Set<Classifier>>();

export function resetModels(): void {
  loaded.clear();
}

/** Versions that a machine keeps in memory to serve, one for each time that it was loaded. */
export const servingOn = (machine: Machine): readonly string[] =>
  [...(loaded.get(machine) ?? [])].map(({ model }) => model).filter((model) => model !== CHALLENGER);

export function loadModel(folder: string): Classifier {
  const machine = machineHere();
  const model = versionOf(folder);
  const mine = loaded.get(machine) ?? new Set();
  loaded.set(machine, mine);
  const classifier: Classifier = {
    model,
    ready: true,
    async classify(post) {
      // Now and then others wait before it.
      await pause(machine.chance.is(0.15) ? machine.chance.between(50, 1500) : machine.chance.between(2, 15));
      return verdictOf(labelOf(post, model), model);
    },
    async close() {
      mine.delete(classifier);
    },
  };
  mine.add(classifier);
  return classifier;
}

function labelOf(post: string, model: string): Verdict['label'] {
  const label = /\b(negative|neutral)\b/.exec(post)?.[1] ?? 'positive';
  return label === 'neutral' && model === CHALLENGER ? 'positive' : (label as Verdict['label']);
}

function verdictOf(label: Verdict['label'], model: string): Verdict {
  const probability = probabilityBy(model, label);
  return {
    label,
    scores: scoresFor(label, probability),
    probability,
    certain: true,
    language: 'en',
    truncated: false,
    model,
  };
}

/** No two versions give the same. */
export function probabilityBy(version: string, label: string): number {
  const trace = Number.parseInt(version.slice(0, 4), 16) / 1e7;
  return label === 'negative' ? 0.04 + trace : 0.96 - trace;
}
