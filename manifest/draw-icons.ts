// `npm run draw:icons`: draws the app's icons from their SVG, in the sizes that Teams wants. Run it after a change.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { readCommandLine } from '../src/command-line.ts';
import { ICONS } from './icons.ts';

readCommandLine(`npm run draw:icons

Draws the icons of the Teams app (manifest/*.png) from their SVG. It takes no arguments.
`);

for (const [name, { size }] of Object.entries(ICONS)) {
  const svg = await readFile(new URL(`${name}.svg`, import.meta.url));
  const file = fileURLToPath(new URL(`${name}.png`, import.meta.url));
  const { width } = await sharp(svg).metadata();
  // Drawn at the size itself: a picture that is scaled afterwards has soft edges.
  await sharp(svg, { density: (72 * size) / (width ?? size) })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: false })
    .toFile(file);
  process.stdout.write(`${file}: ${size} × ${size}\n`);
}
