// A run's events as the server sends them, and the fold that every picture of a run is drawn from.

export type Body =
  | { kind: 'state'; state: string; message?: string | null; help?: string | null }
  | { kind: 'described'; parameters: number; vocabularySize: number; charactersPerToken: number; uniformLoss: number; unigramEntropy: number; sourceEntropyPerToken?: number | null; stepsPlanned: number; tokensPerStep: number; sourceBitsPerByte?: number | null }
  | { kind: 'step'; loss: number; learningRate: number; gradientNorm: number; tokensSeen: number }
  | { kind: 'evaluated'; trainingLoss: number; validationLoss: number; validationBitsPerByte?: number | null }
  | { kind: 'sampled'; prompt: string; text: string; temperature: number; topK: number; topP: number }
  | { kind: 'snapshot'; artifact: string; tokens: string[]; tokenIds: number[] }
  | { kind: 'checkpoint'; artifact: string }
  | { kind: 'knob'; knob: string; from: number; to: number }
  | { kind: 'note'; text: string };

export interface RunEvent { number: number; step: number; body: Body }
export type Of<K extends Body['kind']> = Extract<Body, { kind: K }>;
export type At<K extends Body['kind']> = Of<K> & { step: number };

const FINAL = new Set(['completed', 'failed', 'cancelled']);

/** Everything a run has told so far. Applying an event twice changes nothing; a gap is an error, never a silent hole. */
export class RunLog {
  lastEvent = 0;
  eventCount = 0;
  lastStep = 0;
  state = 'queued';
  described: Of<'described'> | null = null;
  readonly steps: number[] = [];
  readonly losses: number[] = [];
  readonly learningRates: number[] = [];
  readonly evaluations: At<'evaluated'>[] = [];
  readonly samples: At<'sampled'>[] = [];
  readonly snapshots: At<'snapshot'>[] = [];
  readonly knobs: At<'knob'>[] = [];

  get finished(): boolean { return FINAL.has(this.state); }

  apply(events: readonly RunEvent[]): void {
    for (const event of events) {
      if (event.number <= this.lastEvent) continue;
      if (event.number !== this.lastEvent + 1) throw new Error(`Event ${event.number} came after ${this.lastEvent}: some are missing.`);
      this.lastEvent = event.number;
      this.eventCount++;
      this.lastStep = Math.max(this.lastStep, event.step);
      this.#fold(event.step, event.body);
    }
  }

  #fold(step: number, body: Body): void {
    switch (body.kind) {
      case 'state': this.state = body.state; break;
      case 'described': this.described = body; break;
      case 'step':
        this.steps.push(step);
        this.losses.push(body.loss);
        this.learningRates.push(body.learningRate);
        break;
      case 'evaluated': this.evaluations.push({ ...body, step }); break;
      case 'sampled': this.samples.push({ ...body, step }); break;
      case 'snapshot': this.snapshots.push({ ...body, step }); break;
      case 'knob': this.knobs.push({ ...body, step }); break;
    }
  }
}

/** Index of the last item at or before a step; -1 when there is none. Items are in order of their steps. */
export function lastAt(steps: { readonly length: number }, step: number, stepOf: (index: number) => number): number {
  let low = 0, high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stepOf(middle) <= step) low = middle + 1; else high = middle;
  }
  return low - 1;
}

/** The item a cursor at this step shows: the last one before it, or the first there is. */
export function itemAt<T extends { step: number }>(items: readonly T[], step: number): T | null {
  return items[Math.max(0, lastAt(items, step, (index) => items[index].step))] ?? null;
}
