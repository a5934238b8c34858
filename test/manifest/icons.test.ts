import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { checkIcon } from '../../manifest/icons.ts';

const read = (file: string) => readFileSync(new URL(`../../manifest/${file}`, import.meta.url));

describe('The icons', () => {
  it('are what Teams demands', () => {
    checkIcon('color', read('color.png'));
    checkIcon('outline', read('outline.png'));
  });

  it('show what their SVG says: they were drawn again after its last change', async () => {
    for (const [name, size] of [
      ['color', 192],
      ['outline', 32],
    ] as const) {
      const drawn = await sharp(read(`${name}.svg`), { density: 72 })
        .resize(size, size)
        .ensureAlpha()
        .raw()
        .toBuffer();
      const kept = await sharp(read(`${name}.png`))
        .ensureAlpha()
        .raw()
        .toBuffer();
      const difference = kept.reduce((sum, value, at) => sum + Math.abs(value - drawn[at]!), 0) / kept.length;
      assert.ok(difference < 3, `${name}.png differs by ${difference} of 255`);
    }
  });

  it('have, as an outline, nothing but white on nothing', async () => {
    const pixels = await sharp(read('outline.png')).ensureAlpha().raw().toBuffer();
    let white = 0;
    let clear = 0;
    for (let at = 0; at < pixels.length; at += 4) {
      if (pixels[at + 3] === 0) clear += 1;
      else {
        assert.deepEqual([...pixels.subarray(at, at + 3)], [255, 255, 255]);
        white += 1;
      }
    }
    assert.ok(white > 50 && clear > 500, `${white} white, ${clear} clear pixels`);
  });

  it('are refused when they are no picture, of another size, or not transparent', async () => {
    assert.throws(
      () => checkIcon('color', Buffer.from('GIF89a')),
      /color\.png is not a PNG picture; draw it again/,
    );
    assert.throws(() => checkIcon('color', read('outline.png')), /is 32 × 32 pixels, Teams wants 192 × 192/);
    const opaque = await sharp(read('outline.png')).flatten().png().toBuffer();
    assert.throws(() => checkIcon('outline', opaque), /no transparent background/);
  });
});
