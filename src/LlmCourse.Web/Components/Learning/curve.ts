// A drawn curve: values at steps that stand evenly on a logarithmic axis.

export const POINTS = 11;

/** Place of a step on the axis, from 0 to 1. */
export const placeOf = (step: number, steps: number): number => Math.log(Math.max(1, step)) / Math.log(Math.max(2, steps));

/** Draws a stroke into the values: every point between two places of the pen takes the height between them. */
export function stroke(values: number[], from: { place: number; value: number }, to: { place: number; value: number }): void {
  const [left, right] = from.place <= to.place ? [from, to] : [to, from];
  const reach = 0.5 / (values.length - 1);
  for (let index = 0; index < values.length; index++) {
    const place = index / (values.length - 1);
    if (place < left.place - reach || place > right.place + reach) continue;
    const share = right.place === left.place ? 1 : Math.min(1, Math.max(0, (place - left.place) / (right.place - left.place)));
    values[index] = left.value + (right.value - left.value) * share;
  }
}
