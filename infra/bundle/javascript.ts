// The JavaScript of the bundle: what the service reaches, and nothing else, for Node 24 on Linux (x64).
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { once } from './once.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Programs of the bundle, by the name of their file in it. */
const PROGRAMS = { main: 'src/main.ts', worker: 'src/sentiment/inference/worker.ts' };

/** Folders of the bundle, by their name in it, and where they are built. */
export const FOLDERS = { page: 'build/page' };

/** In the path of a file, the package it belongs to, with its scope. */
const PACKAGE = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/;

/**
 * Writes main.js, worker.js, what they load later (Application Insights, when it is set) and the native binding.
 * @param folder absolute path.
 * @returns the names of the packages that a part of it comes from.
 * @throws when something cannot be resolved, or the sources refer to a file that the bundle does not hold.
 */
export async function bundleJavaScript(folder: string, { minify = true } = {}): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: PROGRAMS,
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify,
    // Stacks in the log still name functions, and errors their classes.
    keepNames: true,
    legalComments: 'linked',
    define: {
      'process.platform': '"linux"',
      'process.arch': '"x64"',
      __dirname: 'import.meta.dirname',
      __filename: 'import.meta.filename',
    },
    loader: { '.node': 'copy' },
    assetNames: '[name]',
    // CommonJS packages ask for Node's own modules with `require`, which a module does not have.
    banner: {
      js: "import{createRequire as require_}from'node:module';const require=require_(import.meta.url);",
    },
    plugins: [onePlatform, onlyWhatIsUsed, once(), partsByUrl],
    metafile: true,
    logLevel: 'error',
  });
  await inOneByteALetter(Object.keys(metafile.outputs).filter((path) => path.endsWith('.js')));
  const names = Object.keys(metafile.inputs).map((path) => PACKAGE.exec(path)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

/**
 * Escapes what esbuild leaves as it is, in regular expressions and tagged templates. V8 keeps a source with one letter beyond Latin-1 in two
 * bytes for each, and reads it more slowly.
 * @param paths of JavaScript, from the root.
 * @throws when a letter stands where an escape would mean something else.
 */
async function inOneByteALetter(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const file = resolve(ROOT, path);
    const source = await readFile(file, 'utf8');
    const [escaped] = /(?<!\\)(?:\\\\)*\\[^\0-\x7F]/.exec(source) ?? [];
    if (escaped)
      throw new Error(`${path} has ${escaped}, a letter that needs no escape: leave the backslash out.`);
    const hex = (unit: string) => unit.charCodeAt(0).toString(16).padStart(4, '0');
    await writeFile(
      file,
      source.replaceAll(/[^\0-\x7F]/g, (unit) => `\\u${hex(unit)}`),
    );
  }
}

/** onnxruntime makes up the path of its binding when it runs, so that esbuild would take every platform's. */
const onePlatform: Plugin = {
  name: 'one platform',
  setup({ onResolve }) {
    onResolve({ filter: /onnxruntime_binding\.node$/ }, ({ resolveDir, path }) =>
      path.includes('/linux/x64/') ? { path: resolve(resolveDir, path) } : { path, namespace: 'nothing' },
    );
  },
};

/** What packages load with the rest though it is of no use here; an empty module takes its place. */
const UNUSED = [
  /^sharp$/, // transformers: images
  /^onnxruntime-web/, // transformers: the browser's runtime
  /\/onnx-node\.js$/, // transformers: sessions; ours live in the worker, the main thread only tokenises
  /^\.\.\/locales\/index\.js$/, // zod: messages in 50 languages; English loads by itself
  /^@opentelemetry\/(configuration|otlp-grpc-exporter-base|exporter-[a-z-]+)$/, // exporters to other places than Azure
  /^@huggingface\/jinja$/, // transformers: templates of chats
  /^open$/, // identity: a browser to sign in with
  /^@opentelemetry\/instrumentation-[a-z-]+$/, // applicationinsights: what application-insights.ts turns off
  /^mime-db$/, // send, form-data: the types of files that we neither serve nor attach with them
  /^whatwg-url$/, // node-fetch: for Node before 10
  /^http-signature$/, // restify: a way to sign requests that we do not offer
  /^(pg-native|dtrace-provider)$/, // pg, restify: optional, never installed
];

const onlyWhatIsUsed: Plugin = {
  name: 'only what is used',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@xenova\/transformers$/ }, ({ path }) => ({
      path: fileURLToPath(new URL('../src/tokenization_utils.js', import.meta.resolve(path))),
    }));
    onResolve({ filter: /./ }, ({ path }) =>
      UNUSED.some((unused) => unused.test(path)) ? { path, namespace: 'nothing' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** `new URL('./worker.ts', import.meta.url)` becomes the URL of that program's file in the bundle; so do its folders. */
const partsByUrl: Plugin = {
  name: 'parts by URL',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (!path.startsWith(resolve(ROOT, 'src'))) return undefined;
      const source = await readFile(path, 'utf8');
      const contents = source.replaceAll(/new URL\('([^']+)', import\.meta\.url\)/g, (_, target: string) => {
        const file = resolve(dirname(path), target);
        const at = ([, source]: readonly [string, string]) => resolve(ROOT, source) === file;
        const folder = Object.entries(FOLDERS).find(at);
        if (folder) return `new URL('./${folder[0]}/', import.meta.url)`;
        const program = Object.entries(PROGRAMS).find(at);
        if (!program) throw new Error(`${path} refers to ${target}, which the bundle does not hold.`);
        return `new URL('./${program[0]}.js', import.meta.url)`;
      });
      return { contents, loader: 'ts' };
    });
  },
};
