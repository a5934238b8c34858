// Pictures of browser windows, each with a caption above it, as one animated GIF.
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';

/** CSS pixels. */
const CAPTION_HEIGHT = 52;
const MARGIN = 16;

export interface Film {
  /** How many pictures it has so far. */
  readonly frames: number;
  /**
   * Adds what a window shows.
   * @param beside what stands at the left edge of a window that is wider than the film; of such a window the lower end is shown.
   */
  add(caption: string, window: Page, seconds: number, beside?: Locator): Promise<void>;
  /** @returns the GIF, which begins anew at its end. */
  develop(): Promise<Buffer>;
}

export async function createFilm(
  browser: Browser,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Film> {
  const frames: Buffer[] = [];
  const delays: number[] = [];
  const table = await browser.newPage({ viewport: { width, height: height + CAPTION_HEIGHT } });

  return {
    get frames() {
      return frames.length;
    },
    async add(caption, window, seconds, beside) {
      const size = window.viewportSize()!;
      const edge = await beside?.boundingBox();
      const x = edge ? Math.min(Math.max(0, edge.x - MARGIN), size.width - width) : 0;
      const y = edge ? size.height - height : 0;
      const picture = await window.screenshot({ clip: { x, y, width, height }, animations: 'disabled' });
      await table.setContent(sheet(caption, picture, width));
      await table.getByRole('img').evaluate((image) => (image as HTMLImageElement).decode());
      frames.push(await table.screenshot());
      delays.push(Math.round(seconds * 1000));
    },
    develop: () =>
      sharp(frames, { join: { animated: true } })
        .gif({ delay: delays, loop: 0, colours: 128, dither: 0, effort: 10 })
        .toBuffer(),
  };
}

function sheet(caption: string, picture: Buffer, width: number): string {
  const safe = caption.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<!doctype html><style>
    body { margin: 0; font: 600 20px/${CAPTION_HEIGHT}px 'Open Sans', sans-serif; background: #1f2a44; color: #fff }
    p { margin: 0; padding: 0 20px; height: ${CAPTION_HEIGHT}px }
    img { display: block; width: ${width}px }
  </style><p>${safe}</p><img alt="" src="data:image/png;base64,${picture.toString('base64')}" role="img">`;
}
