import { EditorState, Text } from '@codemirror/state';
import { ensureSyntaxTree } from '@codemirror/language';
import { markdown, markdownLanguage } from '@codemirror/lang-markdown';
import { describe, expect, it } from 'vitest';
import { directives, freePlace, standing } from './directives';

const doc = (text: string): Text => Text.of(text.split('\n'));
const lineOf = (text: string, marked: string): number => doc(text).lineAt(freePlace(doc(text), text.indexOf(marked))).number;

const LESSON = '---\nid: a\n---\nFirst words\nof a paragraph.\n\nSecond.\n\n::::exercise Do {#do}\nInner words.\n\n:::hint\nHelp.\n:::\n::::\n\n```\n:::note in code\n```\nLast.';

describe('a free place', () => {
  it.each([['id: a', 20], ['First', 6], ['Second', 8], ['Inner', 15], ['Help', 15], [':::note in', 20], ['Last', 20]])('near “%s” is line %i', (marked, line) => expect(lineOf(LESSON, marked)).toBe(line));
  it('is before a directive that follows without a blank line', () => expect(lineOf('Words.\n:::note\nA.\n:::', 'Words')).toBe(1));
});

it('stands a block off by blank lines, without adding those that are there', () => {
  expect(standing(doc('a'), 1, 'X')).toBe('\n\nX\n');
  expect(standing(doc('a\n\nb'), 2, 'X')).toBe('\nX\n');
  expect(standing(doc(''), 0, 'X')).toBe('X\n');
});

it('ends a quote and a list where a directive begins or ends', () => {
  const state = EditorState.create({ doc: ':::quiz\n- [ ] One\n  > No.\n:::\n> Quote\n:::note', extensions: markdown({ base: markdownLanguage, extensions: directives }) });
  const tree = ensureSyntaxTree(state, state.doc.length, 5_000)!;
  const parents = [4, 6].map((line) => tree.resolveInner(state.doc.line(line).from + 1, 0)).map((node) => `${node.name} in ${node.parent?.name}`);
  expect(parents).toEqual(['Directive in Document', 'Directive in Document']);
});
