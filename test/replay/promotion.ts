// The new model goes into service while posts keep coming: nothing may be lost, and each verdict tells its model.
import { startProgram } from '../e2e/program.ts';
import type { WrittenPost } from './posts.ts';
import type { Service } from './service.ts';

const CALLERS = 4;
/** Posts answered by the new model after which enough was seen. */
const ENOUGH = 400;

export interface Promotion {
  readonly posts: number;
  readonly lost: number;
  /** Verdicts of the old model that came, on one connection, after one of the new. */
  readonly backwards: number;
  readonly models: Readonly<Record<string, number>>;
  /** What npm run model:use said. */
  readonly said: string;
}

/** Runs `npm run model:use -- FOLDER` as a person does, under load. @param store DATA_DIR of the service. */
export async function promoteUnderLoad(
  service: Service,
  store: string,
  modelDir: string,
  folder: string,
  write: () => WrittenPost,
): Promise<Promotion> {
  const models: Record<string, number> = {};
  let [posts, lost, backwards, fresh] = [0, 0, 0, 0];
  let stop = false;
  async function call(): Promise<void> {
    let first: string | undefined;
    let last: string | undefined;
    while (!stop) {
      posts += 1;
      const model = await service.predict(write().text).then(
        (prediction) => prediction.model,
        () => undefined,
      );
      if (model === undefined) {
        lost += 1;
        continue;
      }
      first ??= model;
      if (last !== undefined && last !== first && model === first) backwards += 1;
      if (model !== first) fresh += 1;
      last = model;
      models[model] = (models[model] ?? 0) + 1;
    }
  }
  const calling = Promise.all(Array.from({ length: CALLERS }, call));
  const { hostname: HOST, port: PORT } = new URL(service.url);
  const command = startProgram('model:use', ['src/cli/model.ts', 'use', folder], {
    ...{ HOST, PORT, DATA_DIR: store, MODEL_DIR: modelDir },
  });
  const code = await command.ended;
  while (code === 0 && fresh < ENOUGH && lost === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  stop = true;
  await calling;
  if (code !== 0) throw new Error(`model:use ended with ${code}: ${command.errors()}`);
  return { posts, lost, backwards, models, said: command.output().trim() };
}
