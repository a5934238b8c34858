// Stands in for src/sentiment/classifier.ts: the models of the virtual world.
import type * as Real from '../../../src/sentiment/classifier.ts';
import { loadModel } from '../models.ts';
import { machineHere, pause } from '../time.ts';

export const createClassifier: typeof Real.createClassifier = async ({ modelDir }) => {
  await pause(machineHere().chance.between(50, 400));
  return loadModel(modelDir);
};
