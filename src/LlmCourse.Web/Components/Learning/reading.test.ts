import { describe, expect, it } from 'vitest';
import { currentSection, Reader, secondsNeeded } from './reading';

const rules = { skimWordsPerMinute: 600, leastSecondsInView: 2 };
const place = (id: string, top: number, bottom: number, words = 20) => ({ id, top, bottom, words });

it('asks for the time that skimming takes, and for the least time of a short section', () =>
  expect([secondsNeeded(600, rules), secondsNeeded(3, rules)]).toEqual([60, 2]));

describe('a section', () => {
  it('is read when its end was seen and it was in view long enough', () => {
    const reader = new Reader(rules);
    expect(reader.tick([place('a', 100, 600)], 48, 900, 1)).toEqual([]);
    expect(reader.tick([place('a', 100, 600)], 48, 900, 1)).toEqual(['a']);
    expect(reader.tick([place('a', 100, 600)], 48, 900, 1)).toEqual([]);
  });

  it('is not read while its end is below the window, however long it is looked at', () => {
    const reader = new Reader(rules);
    for (let second = 0; second < 100; second++) expect(reader.tick([place('a', 100, 2000)], 48, 900, 1)).toEqual([]);
    expect(reader.tick([place('a', -1200, 700)], 48, 900, 1)).toEqual(['a']);
  });

  it('is not read by jumping to its end', () =>
    expect(new Reader(rules).tick([place('a', -5000, 500, 1200)], 48, 900, 1)).toEqual([]));

  it('does not count while it is above or below the window', () => {
    const reader = new Reader(rules);
    for (let second = 0; second < 10; second++) expect(reader.tick([place('a', -900, 20), place('b', 950, 1200)], 48, 900, 1)).toEqual([]);
  });
});

it('names the section whose heading was passed last, and the last one at the end of the page', () => {
  const places = [place('a', -500, 100), place('b', 100, 700), place('c', 700, 890)];
  expect(currentSection(places, 1000)).toBe('c');
  expect(currentSection(places, 800)).toBe('b');
  expect(currentSection([place('a', 500, 900)], 600)).toBeNull();
});
