// The two icons of the app, and what Teams demands of them.
import { PackageError } from './errors.ts';

/** By the name of their file; `size` in pixels, square. */
export const ICONS = {
  color: { size: 192, transparent: false },
  outline: { size: 32, transparent: true },
} as const;

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
/** Colour types of PNG that have an alpha channel. */
const WITH_ALPHA = [4, 6];

/**
 * @param png the whole file.
 * @throws {PackageError} when it is no PNG, of another size, or cannot be transparent where it has to be.
 */
export function checkIcon(name: keyof typeof ICONS, png: Buffer): void {
  const { size, transparent } = ICONS[name];
  const fault = (what: string) =>
    new PackageError(`manifest/${name}.png ${what}; draw it again with npm run draw:icons.`);
  // The header chunk comes first: width, height, bit depth, colour type.
  if (png.length < 26 || !png.subarray(0, 8).equals(SIGNATURE)) throw fault('is not a PNG picture');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (width !== size || height !== size)
    throw fault(`is ${width} × ${height} pixels, Teams wants ${size} × ${size}`);
  if (transparent && !WITH_ALPHA.includes(png.readUInt8(25))) throw fault('has no transparent background');
}
