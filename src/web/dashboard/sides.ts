// How positive and negative are drawn. They differ in lightness too, for who tells red from green badly, and for high contrast.
import { makeStyles, tokens } from '@fluentui/react-components';

const FORCED = '@media (forced-colors: active)';

/** For shapes of a drawing and for boxes alike. */
const painted = (inside: string, edge: string) => ({
  fill: inside,
  stroke: edge,
  backgroundColor: inside,
  boxShadow: `inset 0 0 0 1px ${edge}`,
});

const full = (colour: string) => painted(colour, colour);
const pale = (colour: string) => painted(`color-mix(in srgb, ${colour} 35%, transparent)`, colour);

export const useSideStyles = makeStyles({
  positive: {
    ...pale(tokens.colorPaletteGreenForeground1),
    vectorEffect: 'non-scaling-stroke',
    [FORCED]: { ...pale('CanvasText'), forcedColorAdjust: 'none' },
  },
  negative: {
    ...full(tokens.colorPaletteRedForeground1),
    vectorEffect: 'non-scaling-stroke',
    [FORCED]: { ...full('CanvasText'), forcedColorAdjust: 'none' },
  },
});
