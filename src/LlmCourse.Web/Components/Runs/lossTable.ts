// The numbers behind a loss chart.
import type { RunLog } from './events';
import { table } from '../Shared/files';

/** Every number of the curves, one line a step that has one. */
export function toCsv(log: RunLog): string {
  const rows = new Map<number, { train?: number; rate?: number; trainMeasured?: number; valid?: number; bytes?: number | null }>();
  log.steps.forEach((step, index) => rows.set(step, { train: log.losses[index], rate: log.learningRates[index] }));
  for (const { step, trainingLoss, validationLoss, validationBitsPerByte } of log.evaluations) {
    rows.set(step, { ...rows.get(step), trainMeasured: trainingLoss, valid: validationLoss, bytes: validationBitsPerByte });
  }
  return table(
    ['step', 'batch_loss_nats_per_token', 'learning_rate', 'training_loss_nats_per_token', 'validation_loss_nats_per_token', 'validation_loss_bits_per_byte'],
    [...rows].sort(([a], [b]) => a - b).map(([step, { train, rate, trainMeasured, valid, bytes }]) => [step, train, rate, trainMeasured, valid, bytes]));
}
