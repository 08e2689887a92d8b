import { expect, it } from 'vitest';
import { partsAt, placesOf, stops, type Part, type Trace } from './merges';

const part = (text: string): Part => ({ id: text.length, text, bytes: [...text].map((letter) => letter.charCodeAt(0).toString(16)).join(' ') });
const trace: Trace = {
  piece: 'abcab', start: 0, parts: [...'abcab'].map(part), end: [part('abc'), part('ab')], takenWhole: false,
  steps: [
    { position: 1, rank: 0, joined: part('bc'), candidates: [] },
    { position: 2, rank: 1, joined: part('ab'), candidates: [] },
    { position: 0, rank: 2, joined: part('abc'), candidates: [] },
  ],
};
const texts = (merges: number): string[] => partsAt(trace, merges).map((each) => each.text);

it('starts with a part a byte', () => expect(texts(0)).toEqual(['a', 'b', 'c', 'a', 'b']));
it('joins the two parts that each merge names', () => {
  expect(texts(1)).toEqual(['a', 'bc', 'a', 'b']);
  expect(texts(2)).toEqual(['a', 'bc', 'ab']);
});
it('ends in the tokens of the word', () => expect(texts(3)).toEqual(trace.end.map((each) => each.text)));
it('stops once before the first merge and once after each', () => expect(stops(trace)).toBe(4));
it('stops once more where a word is looked up whole', () => {
  const whole = { ...trace, takenWhole: true, end: [part('abcab')] };
  expect(stops(whole)).toBe(5);
  expect(partsAt(whole, 4).map((each) => each.text)).toEqual(['abcab']);
});
it('lays parts end to end in bytes', () => expect(placesOf(partsAt(trace, 1))).toEqual([{ from: 0, to: 1 }, { from: 1, to: 3 }, { from: 3, to: 4 }, { from: 4, to: 5 }]));
