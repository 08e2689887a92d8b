import { expect, it, vi } from 'vitest';

vi.mock('uplot', () => ({ default: class {} })); // draws on a canvas, which Node lacks; only the layout of labels is tested here
const { spreadLabels } = await import('./Chart');

const label = (y: number, text = '') => ({ y, text, colour: '' });

it('keeps labels that have room where their lines are', () => {
  expect(spreadLabels([label(10), label(60)], 0, 100).map((each) => each.y).sort((a, b) => a - b)).toEqual([10, 60]);
});

it('pushes crowded labels apart, in order, inside the gutter', () => {
  const spread = spreadLabels([label(96, 'a'), label(97, 'b'), label(99, 'c')], 0, 100).sort((a, b) => a.y - b.y);
  expect(spread.map((each) => each.text)).toEqual(['a', 'b', 'c']);
  for (let index = 1; index < spread.length; index++) expect(spread[index].y - spread[index - 1].y).toBeGreaterThanOrEqual(14);
  expect(spread.at(-1)!.y).toBeLessThanOrEqual(100);
});
