// npm installs a package several times when its users need different versions of something else; the same version of
// the same file need be in the bundle only once. Nor need a package be there both as a module and as CommonJS.
import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** In the path of a file: the folder of its package, and the rest. */
const PACKAGE = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\/(.+)$/;

/** Packages that come in both forms and are asked for in both ways: CommonJS it is, as most of their users are. */
const TWO_FORMS = /^@(azure|azure-rest|opentelemetry|typespec)\//;

/** @returns a plugin that takes the first of several copies of a file; one for each build. */
export function once(): Plugin {
  const first = new Map<string, string>();
  const versions = new Map<string, string>();
  const versionOf = (folder: string) => {
    if (!versions.has(folder))
      versions.set(folder, JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).version);
    return versions.get(folder);
  };
  return {
    name: 'once',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^[^/.]|^\.{1,2}\// }, async ({ path, ...args }) => {
        if (args.pluginData === 'asked' || args.kind === 'entry-point') return undefined;
        const kind = TWO_FORMS.test(path) ? 'require-call' : args.kind;
        const found = await resolve(path, { ...args, kind, pluginData: 'asked' });
        const [, folder, name, file] = PACKAGE.exec(found.path) ?? [];
        // Left to esbuild: Node's own modules, our sources, and optional packages that are not there.
        if (found.errors.length > 0 || found.external || found.namespace !== 'file' || !folder)
          return undefined;
        const key = `${name}@${versionOf(folder)}/${file}`;
        if (!first.has(key)) first.set(key, found.path);
        return { path: first.get(key)!, sideEffects: found.sideEffects };
      });
    },
  };
}
