// Strings by their beginnings, in flat lists of numbers: a step is a look into a table of hashes, and nothing is made on the way.

/** Node at which every string begins. */
export const ROOT = 0;
/** There is no such node, or no such string. */
export const NONE = -1;

export interface Trie {
  /** The node after one more UTF-16 unit; {@link NONE} when no string goes on like that. */
  step(node: number, unit: number): number;
  /** Place in the list of the string that ends at a node; {@link NONE} for none. Of equal strings it is the last one's. */
  endOf(node: number): number;
}

/** Of an edge stand side by side the node that it leaves, its unit and the node that it leads to, so that they are read at once. */
const EDGE = 4;

export function createTrie(strings: readonly string[]): Trie {
  // Strings that share their beginnings have about two nodes each: mostly the table need not grow.
  let edges = tableFor(2 ** Math.ceil(Math.log2(4 * strings.length + 1)));
  const ends: number[] = [NONE];

  function insert(node: number, unit: number): number {
    const next = ends.push(NONE) - 1;
    if (EDGE * 2 * next > edges.length) edges = grown(edges);
    const slot = slotOf(edges, node, unit);
    edges[slot] = node;
    edges[slot + 1] = unit;
    edges[slot + 2] = next;
    return next;
  }

  for (const [place, string] of strings.entries()) {
    let node = ROOT;
    for (let at = 0; at < string.length; at += 1) {
      const unit = string.charCodeAt(at);
      const next = edges[slotOf(edges, node, unit) + 2]!;
      node = next === NONE ? insert(node, unit) : next;
    }
    ends[node] = place;
  }
  const table = edges;
  const endAt = Int32Array.from(ends);
  return {
    step: (node, unit) => table[slotOf(table, node, unit) + 2]!,
    endOf: (node) => endAt[node]!,
  };
}

/** @param size edges that fit in, a power of two. */
function tableFor(size: number): Int32Array {
  return new Int32Array(EDGE * size).fill(NONE);
}

/** Where an edge stands, or would. No table is more than half full, so that the first look mostly finds it. */
function slotOf(edges: Int32Array, node: number, unit: number): number {
  const last = edges.length - EDGE;
  let slot = (Math.imul(node ^ Math.imul(unit, 0x9e3779b1), 0x85ebca6b) >>> 8) & last;
  while (edges[slot] !== NONE && (edges[slot] !== node || edges[slot + 1] !== unit))
    slot = (slot + EDGE) & last;
  return slot;
}

function grown(edges: Int32Array): Int32Array {
  const larger = tableFor((2 * edges.length) / EDGE);
  for (let at = 0; at < edges.length; at += EDGE)
    if (edges[at] !== NONE)
      larger.set(edges.subarray(at, at + EDGE), slotOf(larger, edges[at]!, edges[at + 1]!));
  return larger;
}
