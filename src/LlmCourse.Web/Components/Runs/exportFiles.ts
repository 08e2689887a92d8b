// CSV and PNG of a chart, made here: no request is needed for what the page already holds.
import type { RunLog } from './events';

/** Every number behind the loss chart, one line a step that has one. */
export function toCsv(log: RunLog): string {
  const rows = new Map<number, { train?: number; rate?: number; trainMeasured?: number; valid?: number }>();
  log.steps.forEach((step, index) => rows.set(step, { train: log.losses[index], rate: log.learningRates[index] }));
  for (const { step, trainingLoss, validationLoss } of log.evaluations) rows.set(step, { ...rows.get(step), trainMeasured: trainingLoss, valid: validationLoss });
  const lines = [...rows].sort(([a], [b]) => a - b)
    .map(([step, row]) => [step, row.train, row.rate, row.trainMeasured, row.valid].map((value) => value ?? '').join(','));
  return ['step,batch_loss_nats_per_token,learning_rate,training_loss_nats_per_token,validation_loss_nats_per_token', ...lines, ''].join('\n');
}

/** Hands a file to the browser's downloads. */
export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A chart on the page's paper instead of on nothing. */
export function toPng(chart: HTMLCanvasElement, paper: string): Promise<Blob | null> {
  const copy = document.createElement('canvas');
  copy.width = chart.width;
  copy.height = chart.height;
  const context = copy.getContext('2d')!;
  context.fillStyle = paper;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(chart, 0, 0);
  return new Promise((resolve) => copy.toBlob(resolve, 'image/png'));
}
