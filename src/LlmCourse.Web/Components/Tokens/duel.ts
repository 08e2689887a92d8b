// The two curves of a duel over a common axis: the share of its operations that each model has spent.
import type { RunLog } from '../Runs/events';
import { quoted, table } from '../Shared/files';

export interface Point { share: number; bits: number; step: number }

/** Bits a byte of a run at each measurement that has them. */
export function curveOf(log: RunLog, steps: number): Point[] {
  return log.evaluations.filter(({ validationBitsPerByte }) => validationBitsPerByte != null)
    .map(({ step, validationBitsPerByte }) => ({ share: step / steps * 100, bits: validationBitsPerByte!, step }));
}

/** The last measurement at or before a share, or the first there is; null when nothing is measured. */
export function pointAt(curve: readonly Point[], share: number): Point | null {
  return curve.findLast((point) => point.share <= share + 1e-9) ?? curve[0] ?? null;
}

/** Every measurement of both runs. */
export function toCsv(titles: readonly string[], curves: readonly (readonly Point[])[], floor: number | null): string {
  return table(
    ['tokenizer', 'step', 'percent_of_operations', 'validation_bits_per_byte', 'floor_bits_per_byte'],
    curves.flatMap((curve, index) => curve.map(({ share, bits, step }) => [quoted(titles[index]), step, share, bits, floor])));
}
