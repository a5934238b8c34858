// GET /docs: the OpenAPI page in Swagger UI, served from its npm package; nothing comes from elsewhere.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { defineRoute } from '../../contract/route.ts';

const TYPES = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
  'start.js': 'text/javascript; charset=utf-8',
} as const;

type File = keyof typeof TYPES;

const START = `const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();
SwaggerUIBundle({ url: 'openapi.json', dom_id: '#page', tryItOutEnabled: true, validatorUrl: null });\n`;

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Air Paradis Sentiment API</title>
<link rel="icon" href="docs/favicon-32x32.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="page"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;

// No inline script; Swagger UI does set styles on elements.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export const docs = () =>
  defineRoute({
    method: 'get',
    path: '/docs',
    operation: 'getDocs',
    summary: 'A page to read about each call and try it.',
    access: 'everybody',
    answers: { 200: { description: 'The page.', types: ['text/html'] } },
    handle: async () => ({
      status: 200,
      type: 'text/html; charset=utf-8',
      content: PAGE,
      headers: { 'Content-Security-Policy': POLICY },
    }),
  });

export const docsFile = () =>
  defineRoute({
    method: 'get',
    path: '/docs/{file}',
    operation: 'getDocsFile',
    summary: 'A part of that page.',
    access: 'everybody',
    params: z.strictObject({ file: z.enum(Object.keys(TYPES) as File[]) }),
    answers: { 200: { description: 'The file.', types: ['text/css', 'text/javascript', 'image/png'] } },
    handle: async ({ params: { file } }) => ({
      status: 200,
      type: TYPES[file],
      content:
        file === 'start.js' ? START : await readFile(new URL(import.meta.resolve(`swagger-ui-dist/${file}`))),
      headers: { 'Cache-Control': 'public, max-age=3600' },
    }),
  });
