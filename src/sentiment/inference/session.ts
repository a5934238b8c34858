// A model in ONNX Runtime. `session.run` blocks the thread that calls it: only worker threads may import this file.
import { open } from 'node:fs/promises';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { PostIds } from './thread.ts';

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
  const joined = await join([graph, head]);
  try {
    return await InferenceSession.create(joined, options);
  } finally {
    // At once, for it is as large as the graph, and nothing else would make the collector look for it.
    joined.buffer.transfer(0);
  }
}

/** Two messages of Protocol Buffers, one after the other, are read as one whose lists are joined. */
async function join(paths: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const files = await Promise.all(paths.map((path) => open(path)));
  try {
    const sizes = await Promise.all(files.map(async (file) => (await file.stat()).size));
    const joined = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
    let at = 0;
    for (const [n, file] of files.entries())
      for (const end = at + sizes[n]!; at < end; ) {
        const { bytesRead } = await file.read(joined, at, end - at);
        if (bytesRead === 0) throw new Error(`${paths[n]} became shorter while it was read.`);
        at += bytesRead;
      }
    return joined;
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}

const SEEN = 1n;
/** Instead of {@link SEEN}: the post does not leave the graph where an earlier layer is sure (models/lab/export/exits.py). */
const TO_THE_END = 2n;

/** What the graph takes for one post: its token ids and a mask, both int64 [1, tokens]. */
export function feeds({ ids, deep }: PostIds): Record<'input_ids' | 'attention_mask', Tensor> {
  const shape = [1, ids.length];
  return {
    input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
    attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(deep ? TO_THE_END : SEEN), shape),
  };
}
