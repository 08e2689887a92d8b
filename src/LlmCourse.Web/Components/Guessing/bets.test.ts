import { describe, expect, it } from 'vitest';
import { costs, readBets, stakeOn, weigh, writeBets } from './bets';

describe('stakes', () => {
  it('take what the others leave, and nothing when nothing is left', () => {
    const first = stakeOn([], 7, 75)!;
    expect(first).toEqual([{ letter: 7, percent: 75 }]);
    const second = stakeOn(first, 9, 50)!;
    expect(second).toEqual([{ letter: 7, percent: 75 }, { letter: 9, percent: 20 }]);
    expect(stakeOn(second, 11, 25)).toBeNull();
  });

  it('come last again when their letter is typed again, so that it can be weighed', () => {
    const stakes = stakeOn([{ letter: 7, percent: 50 }, { letter: 9, percent: 25 }], 7, 95)!;
    expect(stakes.map(({ letter }) => letter)).toEqual([9, 7]);
    expect(weigh(stakes, 95)).toEqual([{ letter: 9, percent: 25 }, { letter: 7, percent: 70 }]);
  });

  it('weigh nothing when there is none', () => expect(weigh([], 50)).toEqual([]));
});

describe('costs', () => {
  it('are ln V for everything without a stake', () => {
    expect(costs([], 49).other).toBeCloseTo(Math.log(49), 12);
  });

  it('follow the probability of each outcome', () => {
    const { staked, other } = costs([{ letter: 7, percent: 50 }], 50);
    expect(staked[0].nats).toBeCloseTo(-Math.log(0.51), 12);
    expect(other).toBeCloseTo(-Math.log(0.01), 12);
  });
});

describe('bets in an address', () => {
  it('come back as they went', () => {
    const bets = [{ stakes: [{ letter: 0, percent: 5 }, { letter: 48, percent: 90 }], seen: false }, { stakes: [], seen: true }, { stakes: [{ letter: 63, percent: 25 }], seen: true }];
    const word = writeBets(bets);
    expect(word).toBe('A05w90.*.*_25.');
    expect(readBets(word)).toEqual(bets);
    expect(new URLSearchParams({ play: word }).toString()).toBe(`play=${word}`); // nothing in it needs escaping
  });

  it.each(['A5.', 'A50', 'A50.x', '?', 'A96.', 'A00.', 'A50B50.', 'A01'.repeat(9) + '.'])('are refused when they make no sense: %s', (word) => expect(readBets(word)).toBeNull());

  it('may be none', () => expect(readBets('')).toEqual([]));
});
