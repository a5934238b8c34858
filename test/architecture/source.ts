// Reads the files of src without a compiler. All of them are laid out by the formatter, which lint makes sure of.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export interface SourceFile {
  /** Below the root, with slashes. */
  readonly path: string;
  /** Without comments; as many lines as the file has. */
  readonly code: string;
  /** Files of the same tree that it imports or names as a worker, types and re-exports included. */
  readonly imports: readonly string[];
  /** Packages that it imports: `zod`, `@azure/identity`, `node:fs`. */
  readonly packages: readonly string[];
}

const SPECIFIERS = [
  /^\s*(?:import|export)\s[^'";]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
  /\bnew URL\(\s*['"](\.[^'"]+\.tsx?)['"]/g,
];

export function readTree(root: string): readonly SourceFile[] {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.tsx?$/.test(path),
  );
  return paths.sort().map((path) => readSource(root, path.replaceAll('\\', '/')));
}

function readSource(root: string, path: string): SourceFile {
  const code = withoutComments(readFileSync(join(root, path), 'utf8'));
  const specifiers = SPECIFIERS.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name]) => name!));
  const [near, far] = [
    specifiers.filter((name) => name.startsWith('.')),
    specifiers.filter((name) => !name.startsWith('.')),
  ];
  return {
    path,
    code,
    imports: near
      .map((name) => relative(root, resolve(root, dirname(path), name)).replaceAll('\\', '/'))
      .filter((target) => /\.tsx?$/.test(target)),
    packages: far.map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)![0]),
  };
}

/** Comments on lines of their own; what stands at the end of a line of code changes no import. */
function withoutComments(text: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, '');
  return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, blank).replace(/^\s*\/\/.*$/gm, '');
}

/** Names that files export by a declaration of their own, with those files. */
export function exportedNames(files: readonly SourceFile[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { path, code } of files)
    for (const [, name] of code.matchAll(
      /^export (?:async )?(?:abstract )?(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm,
    )) {
      const where = found.get(name!) ?? [];
      // A schema and the type made of it share a name, in one file.
      if (!where.includes(path)) found.set(name!, [...where, path]);
    }
  return found;
}

/** A cycle of imports as the files on it, the first one repeated at the end; undefined when there is none. */
export function findCycle(files: readonly SourceFile[]): readonly string[] | undefined {
  const importsOf = new Map(files.map(({ path, imports }) => [path, imports]));
  const clean = new Set<string>();
  function follow(path: string, way: readonly string[]): readonly string[] | undefined {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (clean.has(path)) return undefined;
    for (const next of importsOf.get(path) ?? []) {
      const cycle = follow(next, [...way, path]);
      if (cycle) return cycle;
    }
    clean.add(path);
    return undefined;
  }
  for (const { path } of files) {
    const cycle = follow(path, []);
    if (cycle) return cycle;
  }
  return undefined;
}

export interface FunctionLength {
  /** `path:line` of its beginning. */
  readonly where: string;
  /** Lines of its own: those of functions inside it that take more than one line count for them. */
  readonly lines: number;
}

/** Last line of a function's head. Ends in a brace, and is no condition, loop, class or object. */
const HEAD = /(?:=>|\))(?:: [^=]*)? \{$/;
const NO_FUNCTION = /^\s*(?:\} )?(?:if|else|for|while|switch|catch|do|try)\b/;

/** The functions that take more than one line. The formatter puts the end of each at the indentation of its head. */
export function functionLengths({ path, code }: SourceFile): readonly FunctionLength[] {
  const lines = code.split('\n');
  const open: { readonly indent: string; readonly from: number; inside: number }[] = [];
  const found: FunctionLength[] = [];
  for (const [index, line] of lines.entries()) {
    const indent = /^\s*/.exec(line)![0];
    const last = open.at(-1);
    if (last && indent === last.indent && /^\s*\}/.test(line) && !HEAD.test(line)) {
      const span = index - last.from + 1;
      found.push({ where: `${path}:${last.from + 1}`, lines: span - last.inside });
      open.pop();
      const outer = open.at(-1);
      if (outer) outer.inside += span;
    }
    if (HEAD.test(line) && !NO_FUNCTION.test(line)) open.push({ indent, from: index, inside: 0 });
  }
  return found;
}
