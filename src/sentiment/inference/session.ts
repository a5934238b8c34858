// A model in ONNX Runtime. `session.run` blocks the thread that calls it: only worker threads may import this file.
import { readFile } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/**
 * Loads a graph to run on one core. With a single thread there is no thread pool, so none that could spin.
 * @param graph path of model.onnx.
 * @param head path of nodes that are joined to it; their outputs are then the graph's too.
 */
export async function openModelSession(graph: string, head?: string): Promise<InferenceSession> {
  const options: InferenceSession.SessionOptions = {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  };
  if (head === undefined) return InferenceSession.create(graph, options);
  // Two messages of Protocol Buffers, one after the other, are read as one whose lists are joined.
  return InferenceSession.create(
    Buffer.concat(await Promise.all([graph, head].map((path) => readFile(path)))),
    options,
  );
}

/** What the graph takes for one post: its token ids and a mask of ones, both int64 [1, tokens]. */
export function feeds(ids: readonly number[]): Record<'input_ids' | 'attention_mask', Tensor> {
  const shape = [1, ids.length];
  return {
    input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
    attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
  };
}
