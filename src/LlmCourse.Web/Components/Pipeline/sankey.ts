// Where the ribbons of a pipeline run: documents flow down, and those that a stage drops turn aside. Pure geometry.
import { table } from '../Shared/files';

export interface Kind { kind: string; in: number; dropped: number; changed: number }
export interface Stage { name: string; state: string; documentsIn: number; documentsOut: number; bytesIn: number; bytesOut: number; changed: number; expected: number; rules: { name: string; hits: number; on: boolean }[]; kinds: Kind[]; score: { precision: number | null; recall: number | null; caught: number; othersJob: number; mistaken: number; missed: number } | null; seconds: number }

/** Left to right: what is dropped first stands outermost, so that ribbons do not cross. */
export const KINDS = ['clean', 'personalData', 'benchmarkLeak', 'nearDuplicate', 'exactDuplicate', 'spam', 'boilerplate', 'foreignLanguage'];

/** What documents are called of which nobody knows what is wrong with them. */
export const UNKNOWN = 'unknown';

/** The documents of a stage by kind; of a text that nobody has marked, all are of one kind. */
const kindsOf = (stage: Stage): Kind[] =>
  stage.kinds.length > 0 ? stage.kinds : [{ kind: UNKNOWN, in: stage.documentsIn, dropped: stage.documentsIn - stage.documentsOut, changed: stage.changed }];

export interface Ribbon { stage: number; kind: string; dropped: boolean; count: number; x0: number; y0: number; x1: number; y1: number; width: number }
export interface Row { stage: number; top: number; bar: number; drop: number; inWidth: number; outWidth: number; droppedX: number; droppedWidth: number }
export interface Layout { rows: Row[]; ribbons: Ribbon[]; height: number; end: { y: number; width: number } | null }

export const HEAD = 40, ROW = 84, GAP = 14, FOOT = 40;
const BAR = 6, DROP = 22;

/** Lays out the stages that there are news of. `trunk` is the width of all documents together. */
export function layOut(stages: readonly Stage[], rows: number, trunk: number): Layout {
  const total = Math.max(1, stages[0]?.expected ?? 1), scale = trunk / total;
  const layout: Layout = { rows: [], ribbons: [], height: HEAD + rows * ROW + FOOT, end: null };
  stages.forEach((stage, index) => {
    const bar = HEAD + index * ROW, drop = bar + ROW - DROP, next = bar + ROW;
    const kept = stage.documentsOut * scale, droppedX = kept + GAP;
    let x = 0, keptX = 0, asideX = droppedX;
    const kinds = kindsOf(stage);
    for (const name of [...KINDS, UNKNOWN]) {
      const kind = kinds.find((each) => each.kind === name);
      if (!kind) continue;
      const stays = (kind.in - kind.dropped) * scale, goes = kind.dropped * scale;
      const add = (dropped: boolean, count: number, from: number, to: number, y1: number, width: number): void => {
        if (count > 0) layout.ribbons.push({ stage: index, kind: name, dropped, count, x0: from, y0: bar + BAR, x1: to, y1, width });
      };
      add(false, kind.in - kind.dropped, x, keptX, next, stays);
      add(true, kind.dropped, x + stays, asideX, drop, goes);
      x += stays + goes; keptX += stays; asideX += goes;
    }
    layout.rows.push({ stage: index, top: bar - 8, bar, drop, inWidth: stage.documentsIn * scale, outWidth: kept, droppedX, droppedWidth: asideX - droppedX });
    if (index === rows - 1) layout.end = { y: next, width: kept };
  });
  return layout;
}

/** A ribbon that goes down, swings aside and goes on down. */
export function path({ x0, y0, x1, y1, width }: Ribbon): string {
  const w = Math.max(0.6, width), m = (y0 + y1) / 2, n = (value: number): string => value.toFixed(2);
  return `M${n(x0)},${n(y0)}C${n(x0)},${n(m)} ${n(x1)},${n(m)} ${n(x1)},${n(y1)}L${n(x1 + w)},${n(y1)}C${n(x1 + w)},${n(m)} ${n(x0 + w)},${n(m)} ${n(x0 + w)},${n(y0)}Z`;
}

/** The report as a table: a line a stage, a column a count. */
export function toCsv(stages: readonly Stage[]): string {
  const head = ['stage', 'state', 'documents_in', 'documents_out', 'changed', 'bytes_in', 'bytes_out', 'precision', 'recall', 'caught', 'others_job', 'mistaken', 'missed', 'seconds', ...KINDS.flatMap((kind) => [`${kind}_in`, `${kind}_dropped`, `${kind}_changed`])];
  const rows = stages.map((stage) => [
    stage.name, stage.state, stage.documentsIn, stage.documentsOut, stage.changed, stage.bytesIn, stage.bytesOut,
    stage.score?.precision, stage.score?.recall, stage.score?.caught, stage.score?.othersJob, stage.score?.mistaken, stage.score?.missed, stage.seconds.toFixed(4),
    ...KINDS.flatMap((name) => { const kind = stage.kinds.find((each) => each.kind === name); return [kind?.in ?? 0, kind?.dropped ?? 0, kind?.changed ?? 0]; }),
  ]);
  return table(head, rows);
}
