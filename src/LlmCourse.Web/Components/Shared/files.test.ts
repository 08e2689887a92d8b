import { expect, it } from 'vitest';
import { quoted, table } from './files';

it('writes a line for the names and a line a row', () => expect(table(['step', 'loss'], [[1, 2.5], [2, 1e-7]])).toBe('step,loss\n1,2.5\n2,1e-7\n'));
it('leaves the cell of what is unknown empty, and not that of zero', () => expect(table(['a', 'b', 'c'], [[null, undefined, 0]])).toBe('a,b,c\n,,0\n'));
it('writes the names alone where there are no rows', () => expect(table(['a', 'b'], [])).toBe('a,b\n'));
it('keeps commas, line ends and quotation marks within a cell', () => expect(quoted('He said "no",\nand left.')).toBe('"He said ""no"",\nand left."'));
