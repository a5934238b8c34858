// Serves the page: a handful of built files, read at the start and compressed when they are first asked for, so that a request
// touches neither disk nor path.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Request, Response, Server } from 'restify';
import { Problem } from './problem.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** SHA-256 of nothing: Fluent UI adds empty style elements and fills them through the CSS object model. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Hosts that may show the page as a tab, as Microsoft lists them for Teams, Outlook and Microsoft 365. */
const TEAMS_HOSTS = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
];

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${EMPTY_STYLE}`,
  "font-src 'self'",
  "img-src 'self'",
  // teams-js asks Microsoft which origins are Teams; without an answer it knows those of its release.
  "connect-src 'self' https://res.cdn.office.net",
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors ${TEAMS_HOSTS.join(' ')}`,
].join('; ');

interface BuiltFile {
  readonly plain: Buffer;
  /** Compressed; made once. */
  readonly zipped: () => Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Mounts the page at `/` and its files beside it.
 * @param folder what `npm run build:page` wrote; without it `/` is a problem that says what to do.
 */
export function mountPage(server: Server, folder: URL): void {
  const files = readFiles(fileURLToPath(folder));
  const index = files.get('/index.html');
  if (!index) {
    server.get('/', async () => {
      throw new Problem(503, 'Page not built', 'Build the page (npm run build:page), then start again.');
    });
    return;
  }
  for (const [path, file] of [...files, ['/', index] as const]) {
    const handler = answer(file);
    server.get(path, handler);
    server.head(path, handler);
  }
}

function readFiles(folder: string): ReadonlyMap<string, BuiltFile> {
  try {
    const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    return new Map(
      paths.map((path) => [`/${relative(folder, path).split(sep).join('/')}`, readBuilt(folder, path)]),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
}

function readBuilt(folder: string, path: string): BuiltFile {
  const plain = readFileSync(path);
  // Names in assets/ hold a hash of what is in the file: they never mean anything else.
  const hashed = relative(folder, path).startsWith(`assets${sep}`);
  let zipped: Buffer | undefined;
  return {
    plain,
    zipped() {
      zipped ??= gzipSync(plain, { level: 9 });
      return zipped;
    },
    headers: {
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
      'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
      'Referrer-Policy': 'no-referrer',
      ETag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      Vary: 'Accept-Encoding',
    },
  };
}

function answer({ plain, zipped, headers }: BuiltFile) {
  return async (req: Request, res: Response) => {
    if (req.headers['if-none-match'] === headers.ETag) {
      res.writeHead(304, headers);
      res.end();
      return;
    }
    const zip = /\bgzip\b/.test(String(req.headers['accept-encoding']));
    const body = zip ? zipped() : plain;
    res.writeHead(200, {
      ...headers,
      ...(zip && { 'Content-Encoding': 'gzip' }),
      'Content-Length': body.length,
    });
    res.end(req.method === 'HEAD' ? undefined : body);
  };
}
