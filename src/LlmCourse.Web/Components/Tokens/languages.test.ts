import { expect, it } from 'vitest';
import { dearestFirst, toCsv, type Reply } from './languages';

const reply: Reply = {
  sentences: [
    { code: 'en', name: 'English', ownName: 'English', text: 'He said "no".', characters: 13, bytes: 13 },
    { code: 'fi', name: 'Finnish', ownName: 'suomi', text: 'Ei', characters: 2, bytes: 2 },
    { code: 'el', name: 'Greek', ownName: 'ελληνικά', text: 'όχι', characters: 3, bytes: 6 },
  ],
  tokenizers: [
    { tokenizer: 'gpt2', title: 'GPT-2', costs: [{ tokens: 2, unknown: 0, ratio: 1 }, { tokens: 2, unknown: 0, ratio: 1 }, { tokens: 5, unknown: 0, ratio: 2.5 }] },
    { tokenizer: 'o200k', title: 'GPT-4o', costs: [], problem: 'missing' },
  ],
};

it('puts the dearest first and keeps the order of equals', () => expect(dearestFirst(reply.tokenizers[0])).toEqual([2, 0, 1]));
it('writes every number and leaves out a tokenizer that could not be had', () => expect(toCsv(reply)).toBe([
  'language,code,sentence,characters,bytes,gpt2_tokens,gpt2_unknown,gpt2_ratio_to_english',
  '"English",en,"He said ""no"".",13,13,2,0,1',
  '"Finnish",fi,"Ei",2,2,2,0,1',
  '"Greek",el,"όχι",3,6,5,0,2.5',
  '',
].join('\n')));
