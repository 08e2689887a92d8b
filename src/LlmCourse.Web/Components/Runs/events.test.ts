import { describe, expect, it } from 'vitest';
import { RunLog, itemAt, lastAt, type Body, type RunEvent } from './events';

const event = (number: number, step: number, body: Body): RunEvent => ({ number, step, body });
const step = (loss: number): Body => ({ kind: 'step', loss, learningRate: 1e-3, gradientNorm: 1, tokensSeen: 10 });

describe('RunLog', () => {
  it('folds each kind of event into its own list', () => {
    const log = new RunLog();
    log.apply([
      event(1, 0, { kind: 'state', state: 'running' }),
      event(2, 1, step(4)),
      event(3, 1, { kind: 'evaluated', trainingLoss: 3.9, validationLoss: 4.1 }),
      event(4, 1, { kind: 'knob', knob: 'learningRate', from: 2e-3, to: 1e-3 }),
    ]);
    expect(log).toMatchObject({ state: 'running', lastEvent: 4, eventCount: 4, lastStep: 1, steps: [1], losses: [4] });
    expect(log.evaluations[0].validationLoss).toBe(4.1);
    expect(log.knobs[0]).toMatchObject({ step: 1, to: 1e-3 });
  });

  it('changes nothing when a batch comes twice', () => {
    const log = new RunLog(), batch = [event(1, 1, step(4)), event(2, 2, step(3))];
    log.apply(batch);
    log.apply(batch);
    expect(log.losses).toEqual([4, 3]);
    expect(log.eventCount).toBe(2);
  });

  it('refuses a gap instead of drawing a hole', () => {
    const log = new RunLog();
    log.apply([event(1, 1, step(4))]);
    expect(() => log.apply([event(3, 3, step(2))])).toThrow('Event 3 came after 1');
  });

  it('is the same whether events come one by one or all at once', () => {
    const events = Array.from({ length: 50 }, (_, index) => event(index + 1, index + 1, step(4 / (index + 1))));
    const whole = new RunLog(), parts = new RunLog();
    whole.apply(events);
    for (const each of events) parts.apply([each]);
    expect(parts).toEqual(whole);
  });
});

describe('cursor', () => {
  const items = [{ step: 10 }, { step: 20 }, { step: 30 }];
  it.each([[5, 10], [10, 10], [19, 10], [20, 20], [99, 30]])('at step %i shows what was written at step %i', (at, shown) => {
    expect(itemAt(items, at)?.step).toBe(shown);
  });
  it('shows nothing while there is nothing', () => expect(itemAt([], 5)).toBeNull());
  it('finds no item before the first', () => expect(lastAt(items, 9, (index) => items[index].step)).toBe(-1));
});
