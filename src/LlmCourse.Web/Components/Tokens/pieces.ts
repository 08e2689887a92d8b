// Pieces of a text as coloured, numbered, reachable marks, and what can be said of one.
import { element, visible } from '../Shared/text';

export interface Piece { id: number; text: string; start: number; length: number; bytes: string; unknown?: boolean }

/** A half-open range of the text's UTF-8 bytes. */
export interface Span { from: number; to: number }

/** A Unicode character and where its bytes lie. */
export interface Character extends Span { text: string; point: number }

const COLOURS = 6;
const SHOWN = 24; // bytes or characters of one piece that are spelt out; more is a wall of numbers

/** A token keeps its colour wherever it appears: the colour comes from its id alone. Six hues spread neighbouring ids apart. */
export function colourOf(id: number): number { return (Math.imul(id + 1, 2654435761) >>> 16) % COLOURS + 1; }

/** What a piece says: its text with visible whitespace, or its bytes when it is only part of a character or cannot be seen. */
export function label(piece: Pick<Piece, 'text' | 'bytes'>): string {
  const text = visible(piece.text);
  return text.includes('\ufffd') || /^[\p{Cc}\p{Cf}\p{Mn}]+$/u.test(text) ? `‹${piece.bytes}›` : text;
}

/** One sentence about a piece. */
export function describe(piece: Piece): string {
  return piece.unknown ? `“${visible(piece.text)}” is not in the vocabulary: it becomes token ${piece.id}, unknown` : `“${label(piece)}” is token ${piece.id}`;
}

const sizeOf = (bytes: string): number => (bytes.length + 1) / 3;

/** Where the bytes of each piece lie: pieces follow one another without gaps, whatever cut them. */
export function spansOf(pieces: readonly Pick<Piece, 'bytes'>[]): Span[] {
  let at = 0;
  return pieces.map(({ bytes }) => ({ from: at, to: at += bytes ? sizeOf(bytes) : 0 }));
}

/** The characters of a text with their places in its UTF-8. A lone surrogate counts as U+FFFD, as it does for the tokenizers. */
export function charactersOf(text: string): Character[] {
  let at = 0;
  return Array.from(text, (character) => {
    const code = character.codePointAt(0)!, point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
    return { text: character, point, from: at, to: at += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4 };
  });
}

/** Whether two ranges share a byte. */
export const overlap = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

const codePoint = (point: number): string => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
const cut = (items: string[]): string => items.length > SHOWN ? `${items.slice(0, SHOWN).join(' ')} … ${items.length} in all` : items.join(' ');

/** The bytes of a piece, in hexadecimal and as numbers. */
export function bytesOf(piece: Piece): { hexadecimal: string; decimal: string } {
  const pairs = piece.bytes ? piece.bytes.split(' ') : [];
  return { hexadecimal: cut(pairs), decimal: cut(pairs.map((pair) => String(parseInt(pair, 16)))) };
}

/** The characters that a piece holds; of one that it holds in part, which bytes. */
export function holdings(span: Span, characters: readonly Character[]): string {
  return cut(characters.filter((character) => overlap(span, character)).map((character) => {
    const first = Math.max(span.from, character.from) - character.from + 1, last = Math.min(span.to, character.to) - character.from, size = character.to - character.from;
    if (last - first + 1 === size) return codePoint(character.point);
    return `${first === last ? `byte ${first}` : `bytes ${first}–${last}`} of the ${size} of ${visible(character.text)} ${codePoint(character.point)}`;
  }));
}

/** Fills a row with pieces. Each is one line high; a line break in the text also breaks the row. */
export function drawPieces(row: HTMLElement, pieces: readonly Piece[], withIds: boolean): void {
  row.replaceChildren(...pieces.flatMap((piece, index) => {
    const mark = element('span', `piece t${colourOf(piece.id)}${piece.unknown ? ' unknown' : ''}`);
    mark.dataset.index = String(index);
    mark.dataset.id = String(piece.id);
    mark.append(element('span', 'piece-text', label(piece)));
    if (withIds) mark.append(element('span', 'piece-id', piece.unknown ? 'unknown' : String(piece.id)));
    return piece.text.endsWith('\n') ? [mark, element('br')] : [mark];
  }));
}
