// An object of JSON as it is written: whether it is one, and where its members stand. NaN and Infinity, which Python
// writes and JSON does not know, are let through.
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\w.+-])(?:NaN|-?Infinity)(?!\w)/gs;
const NAMES_AND_BRACKETS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/gs;

/** @returns undefined when the text is no object. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  const plain = /NaN|Infinity/.test(text)
    ? text.replace(TOKENS, (token) => (token[0] === '"' ? token : '0'.padEnd(token.length)))
    : text;
  try {
    const value = JSON.parse(plain);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The members of an object as they are written.
 * @param text an object, as parseObject found it to be.
 */
export function membersOf(text: string): { readonly name: string; readonly written: string }[] {
  const members: { name: string; written: string }[] = [];
  let depth = 0;
  let begin = text.indexOf('{') + 1;
  let name: string | undefined;
  for (const { 0: token, index } of text.matchAll(NAMES_AND_BRACKETS)) {
    const closes = token === '}' || token === ']';
    if (token === '{' || token === '[') depth += 1;
    else if (token[0] === '"') name ??= depth === 1 ? (JSON.parse(token) as string) : undefined;
    else if (depth === 1 && name !== undefined) {
      members.push({ name, written: text.slice(begin, index) });
      begin = index + 1;
      name = undefined;
    }
    if (closes) depth -= 1;
  }
  return members;
}
