// A service with a month of made-up posts and votes behind it, so that the dashboard of the tour has something to show.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seed } from '../../test/e2e/seeded-data.ts';
import { type Service, startServiceIn } from '../../test/e2e/service.ts';

/** Stop it and remove its folder afterwards. */
export async function startWithHistory(): Promise<Service> {
  const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-tour-'));
  await seed(dataDir);
  return startServiceIn(dataDir);
}
