import { describe as group, expect, it } from 'vitest';
import { bytesOf, charactersOf, colourOf, describe as say, holdings, label, overlap, spansOf } from './pieces';

const piece = { id: 300, text: ' the', start: 0, length: 4, bytes: '20 74 68 65' };

it('gives a token one colour wherever it stands, out of six', () => {
  const colours = new Set(Array.from({ length: 600 }, (_, id) => colourOf(id)));
  expect([...colours].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(colourOf(300)).toBe(colourOf(300));
});
it('makes spaces visible', () => expect(label(piece)).toBe('·the'));
it('shows the bytes of a piece that is only part of a character', () => expect(label({ ...piece, text: '\ufffd', bytes: 'f0 9f' })).toBe('‹f0 9f›'));
it('shows the bytes of what cannot be seen', () => expect(label({ ...piece, text: '\u200d', bytes: 'e2 80 8d' })).toBe('‹e2 80 8d›'));
it('says its number', () => expect(say(piece)).toBe('“·the” is token 300'));
it('says when the vocabulary lacks it', () => expect(say({ ...piece, unknown: true })).toContain('not in the vocabulary'));
it('writes bytes in hexadecimal and as numbers', () => expect(bytesOf(piece)).toEqual({ hexadecimal: '20 74 68 65', decimal: '32 116 104 101' }));

group('places', () => {
  it('lays pieces end to end', () => expect(spansOf([piece, { bytes: 'f0 9f' }, { bytes: '99' }])).toEqual([{ from: 0, to: 4 }, { from: 4, to: 6 }, { from: 6, to: 7 }]));
  it('counts the bytes of characters as UTF-8 does', () => {
    const text = 'aé日🙂\ud800';
    expect(charactersOf(text).at(-1)!.to).toBe(new TextEncoder().encode(text).length);
  });
  it('names the characters of a piece', () => expect(holdings({ from: 0, to: 3 }, charactersOf('aé日'))).toBe('U+0061 U+00E9'));
  it('names the part of a character that a piece holds', () => {
    expect(holdings({ from: 1, to: 3 }, charactersOf('a🙂'))).toBe('bytes 1–2 of the 4 of 🙂 U+1F642');
    expect(holdings({ from: 4, to: 5 }, charactersOf('a🙂'))).toBe('byte 4 of the 4 of 🙂 U+1F642');
  });
  it('tells whether two ranges share a byte', () => {
    expect(overlap({ from: 0, to: 2 }, { from: 1, to: 3 })).toBe(true);
    expect(overlap({ from: 0, to: 2 }, { from: 2, to: 3 })).toBe(false);
  });
});
