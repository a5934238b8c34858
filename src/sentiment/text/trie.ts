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

/**
 * A node is the place in the table at which the edge to it stands: the node before it, the unit, and the string that ends there; the root
 * comes first. What is asked of a node is read at once, which counts where the caches of the processor hold something else.
 */
const EDGE = 4;

export function createTrie(strings: readonly string[]): Trie {
  const { before, units, ends } = numbered(strings);
  const table = tableFor(ends.length);
  const nodes = new Int32Array(ends.length);
  table[ROOT + 2] = ends[0]!;
  for (let number = 1; number < ends.length; number += 1) {
    const node = nodes[before[number]!]!;
    const slot = slotOf(table, node, units[number]!);
    table[slot] = node;
    table[slot + 1] = units[number]!;
    table[slot + 2] = ends[number]!;
    nodes[number] = slot;
  }
  return {
    step(node, unit) {
      const slot = slotOf(table, node, unit);
      return table[slot] === NONE ? NONE : slot;
    },
    endOf: (node) => table[node + 2]!,
  };
}

/** Every beginning of a string, numbered in the order in which it is met, so that a longer one comes after a shorter: 0 is nothing. */
function numbered(strings: readonly string[]) {
  const before = [0];
  const units = [0];
  const ends = [NONE];
  // Strings that share their beginnings have about two nodes each: mostly the table need not grow.
  let edges = tableFor(2 * strings.length);

  function insert(number: number, unit: number): number {
    const next = ends.push(NONE) - 1;
    before.push(number);
    units.push(unit);
    if (EDGE * 2 * next > edges.length) edges = grown(edges);
    const slot = slotOf(edges, number, unit);
    edges[slot] = number;
    edges[slot + 1] = unit;
    edges[slot + 2] = next;
    return next;
  }

  for (const [place, string] of strings.entries()) {
    let number = 0;
    for (let at = 0; at < string.length; at += 1) {
      const unit = string.charCodeAt(at);
      const next = edges[slotOf(edges, number, unit) + 2]!;
      number = next === NONE ? insert(number, unit) : next;
    }
    ends[number] = place;
  }
  return { before, units, ends };
}

/** @returns room for twice as many edges. */
function tableFor(count: number): Int32Array {
  return new Int32Array(EDGE * (1 + 2 ** Math.ceil(Math.log2(2 * count + 1)))).fill(NONE);
}

/** Where an edge stands, or would. No table is more than half full, so that the first look mostly finds it. */
function slotOf(edges: Int32Array, node: number, unit: number): number {
  const last = edges.length - 2 * EDGE;
  let at = (Math.imul(node ^ Math.imul(unit, 0x9e3779b1), 0x85ebca6b) >>> 8) & last;
  while (edges[EDGE + at] !== NONE && (edges[EDGE + at] !== node || edges[EDGE + at + 1] !== unit))
    at = (at + EDGE) & last;
  return EDGE + at;
}

function grown(edges: Int32Array): Int32Array {
  const larger = tableFor(edges.length / EDGE);
  for (let at = EDGE; at < edges.length; at += EDGE)
    if (edges[at] !== NONE)
      larger.set(edges.subarray(at, at + EDGE), slotOf(larger, edges[at]!, edges[at + 1]!));
  return larger;
}
