// What leaves a page as a file. It is made here: no request is needed for what the page already holds.
import { token } from './theme';

/** A text as one cell of a table. */
export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A table as CSV: its columns' names, then a line a row; what is unknown leaves its cell empty. */
export function table(columns: readonly string[], rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  return [columns, ...rows].map((row) => `${row.map((cell) => cell ?? '').join(',')}\n`).join('');
}

/** Hands a file to the browser's downloads. */
function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Saves a table. */
export function saveCsv(name: string, csv: BlobPart): void { download(`${name}.csv`, new Blob([csv], { type: 'text/csv' })); }

/** Saves a picture, on the page's paper instead of on nothing. */
export async function savePng(name: string, picture: HTMLCanvasElement): Promise<void> {
  const copy = document.createElement('canvas'), context = copy.getContext('2d')!;
  copy.width = picture.width;
  copy.height = picture.height;
  context.fillStyle = token('--raised');
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(picture, 0, 0);
  const file = await new Promise<Blob | null>((resolve) => copy.toBlob(resolve, 'image/png'));
  if (file) download(`${name}.png`, file);
}
