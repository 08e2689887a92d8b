// What the labs of the pipeline room say to the browser without a drawing: their address and their tables.
import { replaceQuery } from '../Runs/address';
import { saveCsv } from '../Shared/files';

/** Writes entries into the address; null takes one out. */
export function setAddress(prefix: string, entries: Record<string, string | null>): void {
  replaceQuery((query) => {
    for (const [name, value] of Object.entries(entries)) {
      if (value === null) query.delete(prefix + name); else query.set(prefix + name, value);
    }
  });
}

/** Hands a table that the server wrote to the browser's downloads. */
export function saveTable(name: string, csv: Uint8Array): void { saveCsv(name, csv as BlobPart); }
