// A model in ONNX Runtime. `session.run` blocks the thread that calls it: only worker threads may import this file.
import { InferenceSession, Tensor } from 'onnxruntime-node';

/**
 * Loads a graph to run on one core. With a single thread there is no thread pool, so none that could spin.
 * @param graph path of model.onnx.
 */
export function openModelSession(graph: string): Promise<InferenceSession> {
  return InferenceSession.create(graph, {
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  });
}

/** What the graph takes for one post: its token ids and a mask of ones, both int64 [1, tokens]. */
export function feeds(ids: readonly number[]): Record<'input_ids' | 'attention_mask', Tensor> {
  const shape = [1, ids.length];
  return {
    input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
    attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
  };
}
