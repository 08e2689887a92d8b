// One perceptual map for magnitudes from 0 to 1: lightness rises evenly, so equal steps look equal.

const ANCHORS = [[68, 1, 84], [71, 44, 122], [59, 81, 139], [44, 113, 142], [33, 144, 141], [39, 173, 129], [92, 200, 99], [170, 220, 50], [253, 231, 37]];

const TABLE = Uint8Array.from({ length: 256 * 3 }, (_, index) => {
  const position = (Math.floor(index / 3) / 255) * (ANCHORS.length - 1);
  const left = Math.min(ANCHORS.length - 2, Math.floor(position));
  const from = ANCHORS[left][index % 3], to = ANCHORS[left + 1][index % 3];
  return Math.round(from + (to - from) * (position - left));
});

/** Writes the colour of a magnitude as RGBA at `offset`; values outside 0 to 1 are clamped. */
export function paint(value: number, pixels: Uint8ClampedArray, offset: number): void {
  const at = Math.round(Math.min(1, Math.max(0, value)) * 255) * 3;
  pixels[offset] = TABLE[at];
  pixels[offset + 1] = TABLE[at + 1];
  pixels[offset + 2] = TABLE[at + 2];
  pixels[offset + 3] = 255;
}

/** Most attention weights are small: the square root spreads them out. Legends say so. */
export const spread = Math.sqrt;
