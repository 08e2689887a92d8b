import { describe, expect, it } from 'vitest';
import { minMaxBuckets } from './downsample';

const noise = (count: number): number[] => {
  let seed = 7;
  return Array.from({ length: count }, () => (seed = (seed * 16807) % 2147483647) / 2147483647);
};
const steps = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('minMaxBuckets', () => {
  it('keeps every point of a short curve', () => expect(minMaxBuckets([1, 2, 3], [5, 6, 7], 10, false)).toEqual([0, 1, 2]));

  it.each([false, true])('keeps a lone spike up and a lone spike down (log: %s)', (log) => {
    const ys = noise(20_000);
    ys[12_345] = 99;
    ys[777] = -99;
    const picked = minMaxBuckets(steps(20_000), ys, 300, log);
    expect(picked).toContain(12_345);
    expect(picked).toContain(777);
  });

  it.each([false, true])('returns ascending indices, at most two a bucket (log: %s)', (log) => {
    const picked = minMaxBuckets(steps(50_000), noise(50_000), 400, log);
    expect(picked).toEqual([...picked].sort((a, b) => a - b));
    expect(new Set(picked).size).toBe(picked.length);
    expect(picked.length).toBeLessThanOrEqual(2 * 402);
  });

  it('leaves drawn points in place when one more arrives', () => {
    const xs = steps(9_001), ys = noise(9_001);
    const before = minMaxBuckets(xs.slice(0, 9_000), ys.slice(0, 9_000), 300, false), after = minMaxBuckets(xs, ys, 300, false);
    const settled = before.filter((index) => index < 8_900);
    expect(after.filter((index) => index < 8_900)).toEqual(settled);
  });
});
