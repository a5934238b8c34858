// Writes down which model serves from the next start on, once it has shown that it can.
import type { Config } from '../config.ts';
import { createClassifier } from '../sentiment/classifier.ts';
import { openModels, type Switched } from '../sentiment/model/models.ts';
import type { Versions } from '../sentiment/model/versions.ts';
import { openDatabase } from '../storage/engine/database.ts';
import { createChoiceStore } from '../storage/stores/choice-store.ts';

/**
 * @param version the one to serve; undefined for the one before.
 * @throws what says why it cannot serve; nothing has changed then.
 */
export async function chooseInStore(
  config: Pick<Config, 'DATA_DIR' | 'DATABASE_URL' | 'DATABASE_IDENTITY'>,
  versions: Versions,
  version: string | undefined,
): Promise<Switched> {
  const database = await openDatabase({
    dataDir: config.DATA_DIR,
    databaseUrl: config.DATABASE_URL,
    databaseIdentity: config.DATABASE_IDENTITY,
  });
  try {
    const models = await openModels({
      versions,
      choices: createChoiceStore(database),
      load: (modelDir) => createClassifier({ modelDir, workers: 1, queueLimit: 1 }),
    });
    try {
      return await (version === undefined ? models.rollBack() : models.use(version));
    } finally {
      await models.close();
    }
  } finally {
    await database.close();
  }
}
