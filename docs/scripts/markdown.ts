// What a Markdown file points to: links, the headings that anchors name, and the files that it mentions.

/** Without blocks of code, in which brackets and hashes mean something else. */
const withoutBlocks = (text: string) =>
  text.replace(/^( *)```[\s\S]*?^\1```/gm, '').replace(/^ {4}.*$/gm, '');

const withoutSpans = (text: string) => text.replace(/`[^`\n]*`/g, '');

/** The targets of all links and pictures, e.g. `teams.md#votes`. */
export function linksIn(text: string): string[] {
  return [...withoutSpans(withoutBlocks(text)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
}

/** The anchors of all headings, as GitHub makes them. */
export function anchorsIn(text: string): string[] {
  const seen = new Map<string, number>();
  return [...withoutBlocks(text).matchAll(/^#{1,6} +(.+?) *$/gm)].map(([, heading]) => {
    const anchor = heading!
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
      .replaceAll(' ', '-');
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before ? `${anchor}-${before}` : anchor;
  });
}

/** Files of the repository that stand in code spans, e.g. `src/config.ts`; patterns with a star or a bracket are left out. */
export function filesNamedIn(text: string): string[] {
  return [
    ...withoutBlocks(text).matchAll(/`((?:src|test|infra|manifest|docs|models)\/[\w./-]+\.[a-z]+)`/g),
  ].map(([, path]) => path!);
}
