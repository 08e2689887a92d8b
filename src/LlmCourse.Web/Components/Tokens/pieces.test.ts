import { expect, it } from 'vitest';
import { colourOf, describe as say, label } from './pieces';

const piece = { id: 300, text: ' the', start: 0, length: 4, bytes: '20 74 68 65' };

it('gives a token one colour wherever it stands, out of six', () => {
  const colours = new Set(Array.from({ length: 600 }, (_, id) => colourOf(id)));
  expect([...colours].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  expect(colourOf(300)).toBe(colourOf(300));
});
it('makes spaces visible', () => expect(label(piece)).toBe('·the'));
it('shows the bytes of a piece that is only part of a character', () => expect(label({ ...piece, text: '\ufffd', bytes: 'f0 9f' })).toBe('‹f0 9f›'));
it('says number and bytes', () => expect(say(piece)).toBe('“·the” is token 300, bytes 20 74 68 65'));
it('says when the vocabulary lacks it', () => expect(say({ ...piece, unknown: true })).toContain('not in the vocabulary'));
