// Thins a curve to what a screen can show without losing a spike.

/**
 * Picks, from each bucket of x, the points with the smallest and the largest y. Buckets lie on an absolute grid whose
 * width only ever doubles, so a point that was drawn stays where it was while the curve grows.
 * `xs` ascends; in log mode all x are positive. Returns ascending indices.
 */
export function minMaxBuckets(xs: readonly number[], ys: readonly number[], buckets: number, log: boolean): number[] {
  const count = xs.length;
  if (count <= buckets * 2) return Array.from(xs, (_, index) => index);
  const place = log ? Math.log2 : (x: number) => x;
  const span = place(xs[count - 1]) - place(xs[0]);
  const width = 2 ** Math.ceil(Math.log2(span / buckets));
  const picked: number[] = [];
  for (let start = 0; start < count;) {
    const bucket = Math.floor(place(xs[start]) / width);
    let low = start, high = start, end = start + 1;
    for (; end < count && Math.floor(place(xs[end]) / width) === bucket; end++) {
      if (ys[end] < ys[low]) low = end;
      if (ys[end] > ys[high]) high = end;
    }
    picked.push(Math.min(low, high));
    if (low !== high) picked.push(Math.max(low, high));
    start = end;
  }
  return picked;
}
