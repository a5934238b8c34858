// `npm run bundle`: the service as it is deployed, in dist/ and packed in dist.zip.
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readCommandLine } from '../../src/command-line.ts';
import { makeBundle } from './make.ts';
import { bytesOf, zipFolder } from './zip.ts';

const FOLDER = fileURLToPath(new URL('../../dist', import.meta.url));
const ARCHIVE = `${FOLDER}.zip`;

readCommandLine(`npm run bundle

Writes the service as it is deployed, for Linux (x64) and Node 24, into dist/ and dist.zip. It takes no arguments.
`);

await makeBundle(FOLDER);
await zipFolder(FOLDER, ARCHIVE);
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
process.stdout.write(
  `dist/ ${megabytes(await bytesOf(FOLDER))}, dist.zip ${megabytes((await stat(ARCHIVE)).size)}\n`,
);
