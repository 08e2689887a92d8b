// What one sentence costs in many languages: the answer of the server, its order, and its file.
import { quoted, table } from '../Shared/files';

export interface Sentence { code: string; name: string; ownName: string; text: string; characters: number; bytes: number }
export interface Cost { tokens: number; unknown: number; ratio: number }
export interface Column { tokenizer: string; title: string; costs: Cost[]; problem?: string | null }
export interface Reply { sentences: Sentence[]; tokenizers: Column[]; error?: string | null }

/** Places of the sentences, dearest first under one tokenizer; equal ones keep their order. */
export function dearestFirst(column: Column): number[] {
  return column.costs.map((_, index) => index).sort((a, b) => column.costs[b].tokens - column.costs[a].tokens || a - b);
}

/** Every number of the table, a line a language. */
export function toCsv(reply: Reply): string {
  const columns = reply.tokenizers.filter((column) => !column.problem);
  const head = ['language', 'code', 'sentence', 'characters', 'bytes', ...columns.flatMap(({ tokenizer }) => [`${tokenizer}_tokens`, `${tokenizer}_unknown`, `${tokenizer}_ratio_to_english`])];
  const rows = reply.sentences.map((sentence, index) => [
    quoted(sentence.name), sentence.code, quoted(sentence.text), sentence.characters, sentence.bytes,
    ...columns.flatMap(({ costs }) => [costs[index].tokens, costs[index].unknown, costs[index].ratio]),
  ]);
  return table(head, rows);
}
