import { expect, it } from 'vitest';
import { Smoother } from './smoothing';

it('leaves a constant curve as it is, from its first point on', () => {
  const smoother = new Smoother(0.98);
  smoother.extend([3, 3, 3, 3]);
  for (const value of smoother.values) expect(value).toBeCloseTo(3, 12);
});

it('is the curve itself without weight', () => {
  const smoother = new Smoother(0);
  smoother.extend([4, 2, 7]);
  expect(smoother.values).toEqual([4, 2, 7]);
});

it('gives the same values whether points come together or one by one', () => {
  const ys = [5, 4, 4.5, 3, 2.5, 2.7], together = new Smoother(0.9), apart = new Smoother(0.9);
  together.extend(ys);
  for (let count = 1; count <= ys.length; count++) apart.extend(ys.slice(0, count));
  expect(apart.values).toEqual(together.values);
});

it('weighs the past by the definition of a debiased average', () => {
  const smoother = new Smoother(0.5);
  smoother.extend([1, 4]);
  expect(smoother.values[1]).toBeCloseTo((0.25 * 1 + 0.5 * 4) / 0.75, 12);
});
