// Two runs on one chart: told apart by colour, and by dashes where colours look alike.
import uPlot from 'uplot';
import { token } from '../Shared/theme';

/** One run's line: where it was measured, and what was. */
export interface Curve { label: string; colour: string; xs: number[]; ys: number[] }

const DASHES = [[], [6, 4]];

/** Both lines as a plot draws them, after its axis. */
export function pairSeries(curves: readonly Curve[]): uPlot.Series[] {
  return curves.map(({ label, colour }, side) => {
    const stroke = token(colour);
    return {
      label, stroke, width: 2, dash: DASHES[side], spanGaps: true, points: { show: true, size: 5, fill: stroke, width: 0 },
      value: (_plot, value) => value == null ? '–' : value.toFixed(3),
    };
  });
}

/** One column of places for both, and a column a run with a hole where it was not measured. */
export function pairData(curves: readonly Curve[]): uPlot.AlignedData {
  return uPlot.join(curves.map(({ xs, ys }) => [xs, ys] as [number[], number[]]));
}
