import { describe, expect, it } from 'vitest';
import { fresh, readState, writeState } from './address';

const LIMITS = { stories: 500, counted: [200, 2000], minOrder: 3, maxOrder: 10 };
const FIRST = fresh({ story: 7, counted: 2000, order: 5, unit: 'bits' });

describe('the address of a game', () => {
  it('is empty for a game that has not begun', () => {
    const query = new URLSearchParams('run=maple-7');
    writeState(query, 'lab-', FIRST, FIRST);
    expect(query.toString()).toBe('run=maple-7');
    expect(readState(query, 'lab-', FIRST, LIMITS)).toEqual(FIRST);
  });

  it('brings everything back', () => {
    const state = {
      story: 12, counted: 200, order: 8, unit: 'nats' as const, bets: [{ stakes: [{ letter: 3, percent: 50 }], seen: false }, { stakes: [], seen: true }],
      uncovered: 4, at: 0, shade: null, hidden: ['bigram' as const, 'source' as const],
    };
    const query = new URLSearchParams();
    writeState(query, 'lab-', state, FIRST);
    expect(readState(query, 'lab-', FIRST, LIMITS)).toEqual(state);
    expect(readState(query, 'other-', FIRST, LIMITS)).toEqual(FIRST);
  });

  it('falls back where it makes no sense', () => {
    const query = new URLSearchParams({ story: '501', counted: '300', order: '2', unit: 'inches', play: 'A99.', seen: '-1', letter: '3', shade: 'cat', hide: 'cat.you' });
    expect(readState(query, '', FIRST, LIMITS)).toEqual({ ...FIRST, hidden: ['you'] });
  });
});
