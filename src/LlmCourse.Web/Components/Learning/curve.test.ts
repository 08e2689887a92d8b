import { expect, it } from 'vitest';
import { placeOf, POINTS, stroke } from './curve';

it('places steps by their logarithm', () => expect([placeOf(1, 1000), placeOf(1000, 1000), placeOf(0, 1000)]).toEqual([0, 1, 0]));
it('lifts every point that a stroke passes, and no other', () => {
  const values = new Array<number>(POINTS).fill(2);
  stroke(values, { place: 0.5, value: 4 }, { place: 0, value: 3 });
  expect(values.slice(0, 6)).toEqual([3, 3.2, 3.4, 3.6, 3.8, 4].map((value) => expect.closeTo(value, 9)));
  expect(values.slice(6)).toEqual([2, 2, 2, 2, 2]);
});
it('moves the nearest point at a tap', () => {
  const values = new Array<number>(POINTS).fill(2);
  stroke(values, { place: 0.31, value: 1 }, { place: 0.31, value: 1 });
  expect(values.map((value, index) => value === 1 ? index : -1).filter((index) => index >= 0)).toEqual([3]);
});
