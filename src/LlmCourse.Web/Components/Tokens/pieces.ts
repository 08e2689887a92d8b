// Pieces of a text as coloured, numbered, reachable marks.
import { element, visible } from '../Shared/text';

export interface Piece { id: number; text: string; start: number; length: number; bytes: string; unknown?: boolean }

const COLOURS = 6;

/** A token keeps its colour wherever it appears: the colour comes from its id alone. Six hues spread neighbouring ids apart. */
export function colourOf(id: number): number { return (Math.imul(id + 1, 2654435761) >>> 16) % COLOURS + 1; }

/** What a piece says: its text with visible whitespace, or its bytes when it is only part of a character. */
export function label(piece: Piece): string { return piece.text.includes('\ufffd') ? `‹${piece.bytes}›` : visible(piece.text); }

/** One sentence about a piece. */
export function describe(piece: Piece): string {
  const bytes = piece.bytes ? `, bytes ${piece.bytes}` : '';
  return piece.unknown ? `“${visible(piece.text)}” is not in the vocabulary: it becomes token ${piece.id}, unknown` : `“${label(piece)}” is token ${piece.id}${bytes}`;
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
