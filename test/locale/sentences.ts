// Every sentence of a table of texts, those with gaps filled in several ways.

/** Stands for any argument: a number, a word, a list or an object of such. */
function anything(primitive: number | string): unknown {
  const stand: unknown = new Proxy(() => undefined, {
    get: (_, name) => {
      if (name === Symbol.toPrimitive) return () => primitive;
      if (name === 'join') return () => `${primitive}`;
      return name === 'length' ? Number(primitive) || 0 : stand;
    },
  });
  return stand;
}

const FILLINGS = [anything(0), anything(1), anything(2), anything('voted'), anything('burst')];

/** @returns the sentences, each with the path to it: `modes.every`. */
export function sentencesOf(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function')
    return FILLINGS.flatMap((filling) => sentencesOf(value(filling, filling, filling, filling), path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => sentencesOf(each, path ? `${path}.${name}` : name));
}
