// Draws models by speed and accuracy, as an SVG of two panels that is read on a light and a dark page.

export interface Point {
  readonly name: string;
  /** Posts a second, in times of one model's. */
  readonly times: number;
  /** Accuracy, 0 to 1. */
  readonly english: number;
  readonly french: number;
}

const PANEL = { width: 420, height: 300, left: 52, top: 36, gap: 60, bottom: 46 };
const COLOURS = { english: '#0f6cbd', french: '#b4009e' };
const ACCURACY = { from: 0.55, to: 0.9, step: 0.05 };
const TIMES = [0.5, 1, 2, 4, 8, 16, 32];
/** Points of text; a name is put a line lower than one that it would lie upon. */
const LINE = 13;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export function drawFigure(points: readonly Point[]): string {
  const width = PANEL.left + 2 * PANEL.width + PANEL.gap + 20;
  const height = PANEL.top + PANEL.height + PANEL.bottom;
  const panels = [
    panel(PANEL.left, 'English', COLOURS.english, points, ({ english }) => english),
    panel(PANEL.left + PANEL.width + PANEL.gap, 'French', COLOURS.french, points, ({ french }) => french),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img">
<title>Accuracy against speed</title>
<rect width="100%" height="100%" fill="#fff"/>
${panels.join('\n')}
<text x="${width / 2}" y="${height - 8}" text-anchor="middle" fill="#333">posts a second on one thread, in times of the model of 833e277</text>
</svg>
`;
}

function panel(
  left: number,
  title: string,
  colour: string,
  points: readonly Point[],
  accuracyOf: (point: Point) => number,
): string {
  const [first, last] = [TIMES[0]!, TIMES.at(-1)!];
  const bottom = PANEL.top + PANEL.height;
  const x = (times: number) => left + (Math.log(times / first) / Math.log(last / first)) * PANEL.width;
  const y = (share: number) =>
    bottom - ((share - ACCURACY.from) / (ACCURACY.to - ACCURACY.from)) * PANEL.height;
  const steps = Math.round((ACCURACY.to - ACCURACY.from) / ACCURACY.step);
  const shares = Array.from({ length: steps + 1 }, (_, at) => ACCURACY.from + at * ACCURACY.step);
  const lines = [
    `<text x="${left}" y="${PANEL.top - 12}" font-weight="bold" fill="#333">Accuracy, ${title}</text>`,
    ...shares.map(
      (share) =>
        `<path d="M${left} ${y(share).toFixed(1)}h${PANEL.width}" stroke="#ddd"/><text x="${left - 6}" y="${(y(share) + 4).toFixed(1)}" text-anchor="end" fill="#333">${share.toFixed(2)}</text>`,
    ),
    ...TIMES.map(
      (times) =>
        `<path d="M${x(times).toFixed(1)} ${PANEL.top}v${PANEL.height}" stroke="#eee"/><text x="${x(times).toFixed(1)}" y="${bottom + 16}" text-anchor="middle" fill="#333">${times}×</text>`,
    ),
  ];
  const taken: { x: number; y: number }[] = [];
  for (const point of points.toSorted((a, b) => accuracyOf(b) - accuracyOf(a))) {
    const [at, height] = [x(point.times), y(accuracyOf(point))];
    const name = { x: at, y: height + 4 };
    while (taken.some((other) => Math.abs(other.x - name.x) < 150 && Math.abs(other.y - name.y) < LINE))
      name.y += LINE;
    taken.push(name);
    const beyond = at > left + PANEL.width * 0.7;
    lines.push(
      `<circle cx="${at.toFixed(1)}" cy="${height.toFixed(1)}" r="4.5" fill="${colour}"/><text x="${(at + (beyond ? -9 : 9)).toFixed(1)}" y="${name.y.toFixed(1)}"${beyond ? ' text-anchor="end"' : ''} fill="#111">${escaped(point.name)}</text>`,
    );
  }
  return lines.join('\n');
}
