// A model whose first inference thread starts while the rest of the service is still being read: on a machine with two cores the
// one is done by the time that the other is. Little is imported here, for all of it is read before.
import { startThread, type Thread } from './inference/thread.ts';
import { loadModel, type Model } from './model/model.ts';

const WORKER = new URL('./inference/worker.ts', import.meta.url);

export interface BegunModel {
  readonly modelDir: string;
  readonly model: Model;
  /** Starts a thread on it, as the first was. */
  readonly startThread: () => Promise<Thread>;
  /** Rejects with {@link ThreadDiedError} when it does not start. */
  readonly first: Promise<Thread>;
}

/**
 * @param modelDir folder with the model and its card, as the lab exports it.
 * @param background whether the threads leave the processor to everything else.
 * @throws {ModelError} when the model is missing, broken, or not the one its card describes.
 */
export async function beginModel(modelDir: string, background = false): Promise<BegunModel> {
  const model = await loadModel(modelDir);
  const workerData = { graph: model.graph, head: model.head?.nodes, background };
  const start = () => startThread(WORKER, workerData);
  const first = start();
  first.catch(() => {}); // told to whoever takes it
  return { modelDir, model, startThread: start, first };
}

/** Ends the thread of a model that does not serve after all. */
export async function letGo({ first }: BegunModel): Promise<void> {
  await first.then(
    (thread) => thread.close(),
    () => {},
  );
}
