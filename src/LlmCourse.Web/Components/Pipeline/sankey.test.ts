import { describe, expect, it } from 'vitest';
import { layOut, path, toCsv, type Stage } from './sankey';

const stage = (name: string, kinds: Stage['kinds'], expected = 100): Stage => {
  const documentsIn = kinds.reduce((sum, kind) => sum + kind.in, 0), dropped = kinds.reduce((sum, kind) => sum + kind.dropped, 0);
  return { name, state: 'done', documentsIn, documentsOut: documentsIn - dropped, bytesIn: 0, bytesOut: 0, changed: 0, expected, rules: [], kinds, score: null, seconds: 0.5 };
};
const language = stage('language', [{ kind: 'foreignLanguage', in: 20, dropped: 18, changed: 0 }, { kind: 'clean', in: 80, dropped: 1, changed: 0 }]);
const quality = stage('quality', [{ kind: 'foreignLanguage', in: 2, dropped: 0, changed: 0 }, { kind: 'clean', in: 79, dropped: 0, changed: 0 }], 81);

describe('layOut', () => {
  it('keeps a document as wide as it was, from stage to stage', () => {
    const layout = layOut([language, quality], 2, 300);
    for (const index of [0, 1]) {
      const width = layout.ribbons.filter((ribbon) => ribbon.stage === index).reduce((sum, ribbon) => sum + ribbon.width, 0);
      expect(width).toBeCloseTo(layout.rows[index].inWidth);
    }
    expect(layout.rows[0].outWidth).toBeCloseTo(layout.rows[1].inWidth);
    expect(layout.end?.width).toBeCloseTo(243);
  });

  it('lets ribbons of one stage end side by side', () => {
    const ends = layOut([language], 2, 300).ribbons.map(({ x1, width }) => [x1, x1 + width]).sort(([a], [b]) => a - b);
    for (let index = 1; index < ends.length; index++) expect(ends[index][0]).toBeGreaterThanOrEqual(ends[index - 1][1] - 1e-9);
  });

  it('draws documents of which nothing is known as one ribbon', () => {
    const unmarked = { ...stage('language', []), documentsIn: 100, documentsOut: 60 };
    expect(layOut([unmarked], 2, 300).ribbons.map(({ kind, dropped, count }) => [kind, dropped, count])).toEqual([['unknown', false, 60], ['unknown', true, 40]]);
  });

  it('has no end before the last stage has news', () => expect(layOut([language], 2, 300).end).toBeNull());
});

it('draws a ribbon of a single document wide enough to be seen', () => {
  expect(path({ stage: 0, kind: 'clean', dropped: true, count: 1, x0: 0, y0: 0, x1: 10, y1: 20, width: 0.1 })).toContain('L10.60,20.00');
});

it('writes a line a stage', () => {
  const [head, first] = toCsv([language, quality]).split('\n');
  expect(head.split(',').length).toBe(first.split(',').length);
  expect(first).toContain('language,done,100,81');
});
