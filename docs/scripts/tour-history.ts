// A service with the demo's month of posts and votes behind it, so that the page of the tour has something to show.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClassifier } from '../../src/sentiment/classifier.ts';
import { writeHistory } from '../../test/demo/history.ts';
import { type Service, startServiceIn } from '../../test/e2e/service.ts';

/** Stop it and remove its folder afterwards. */
export async function startWithHistory(): Promise<Service> {
  const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-tour-'));
  const classifier = await createClassifier({
    modelDir: 'models/production',
    workers: 1,
    queueLimit: 8,
    cached: 500,
  });
  await writeHistory(dataDir, classifier, Date.now());
  await classifier.close();
  return startServiceIn(dataDir);
}
