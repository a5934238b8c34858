// How each side of a verdict is drawn. Sides differ in lightness too, for people who cannot tell red from green, and in high
// contrast; a word or an icon always stands beside the colour.
import { makeStyles, tokens } from '@fluentui/react-components';

const FORCED = '@media (forced-colors: active)';

/** For shapes of a drawing and for boxes alike. */
const painted = (inside: string, edge: string) => ({
  fill: inside,
  stroke: edge,
  backgroundColor: inside,
  boxShadow: `inset 0 0 0 1px ${edge}`,
  vectorEffect: 'non-scaling-stroke' as const,
});

const mixed = (colour: string, percentage: number) =>
  `color-mix(in srgb, ${colour} ${percentage}%, transparent)`;

/** @param percentage how much of the colour fills the shape; its edge has all of it. */
const side = (colour: string, percentage: number) => ({
  ...painted(mixed(colour, percentage), colour),
  [FORCED]: { ...painted(mixed('CanvasText', percentage), 'CanvasText'), forcedColorAdjust: 'none' as const },
});

export const useSideStyles = makeStyles({
  positive: side(tokens.colorPaletteGreenForeground1, 35),
  neutral: side(tokens.colorPaletteBlueForeground2, 60),
  negative: side(tokens.colorPaletteRedForeground1, 100),
  uncertain: side(tokens.colorNeutralForeground3, 15),
});
