import { describe, expect, it } from 'vitest';
import { DEFAULT_VIEW, readView, writeView, type View } from './address';

describe('view in the address', () => {
  const view: View = { at: 640, unit: 'bits', logX: false, smoothing: 0.5, layer: 3, head: 2, cell: [9, 4] };

  it.each(['', 'second-'])('survives the way into the address and back (prefix %j)', (prefix) => {
    const query = new URLSearchParams('run=abc');
    writeView(query, view, prefix);
    expect(readView(query, prefix)).toEqual(view);
    expect(query.get('run')).toBe('abc');
  });

  it('carries every unit', () => {
    for (const unit of ['nats', 'bits', 'bytes'] as const) {
      const query = new URLSearchParams();
      writeView(query, { ...view, unit });
      expect(readView(query).unit).toBe(unit);
    }
  });

  it('leaves defaults out', () => {
    const query = new URLSearchParams('at=5&unit=bits');
    writeView(query, DEFAULT_VIEW);
    expect(query.toString()).toBe('');
  });

  it.each(['at=-3', 'at=x', 'unit=feet', 'smooth=2', 'head=0.0', 'head=x', 'cell=2.5', 'cell=1'])('takes the default for what makes no sense: %s', (text) => {
    expect(readView(new URLSearchParams(text))).toEqual(DEFAULT_VIEW);
  });
});
