import { expect, it } from 'vitest';
import { paint } from './colour';

const luminance = (value: number): number => {
  const pixel = new Uint8ClampedArray(4);
  paint(value, pixel, 0);
  const [r, g, b] = Array.from(pixel.slice(0, 3), (channel) => { const c = channel / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

it('grows brighter with every step, so that order is seen without hue', () => {
  const values = Array.from({ length: 51 }, (_, index) => luminance(index / 50));
  for (let index = 1; index < values.length; index++) expect(values[index]).toBeGreaterThan(values[index - 1]);
});

it('clamps what lies outside', () => {
  expect(luminance(-1)).toBe(luminance(0));
  expect(luminance(2)).toBe(luminance(1));
});

it('writes an opaque pixel at its offset and nothing else', () => {
  const pixels = new Uint8ClampedArray(12);
  paint(0.5, pixels, 4);
  expect(Array.from(pixels.slice(0, 4))).toEqual([0, 0, 0, 0]);
  expect(pixels[7]).toBe(255);
  expect(Array.from(pixels.slice(8))).toEqual([0, 0, 0, 0]);
});
