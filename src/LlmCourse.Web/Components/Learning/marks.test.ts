import { expect, it } from 'vitest';
import { placesOf, wordsOf } from './marks';

it('cuts a query into words', () => expect(wordsOf('Byte-pairs, 3!')).toEqual(['byte', 'pairs', '3']));
it('finds beginnings of words, whatever their case', () => expect(placesOf('Tokens and tokenizers, no stoken', ['token'])).toEqual([[0, 5], [11, 16]]));
it('finds nothing for nothing', () => expect(placesOf('any text', [])).toEqual([]));
