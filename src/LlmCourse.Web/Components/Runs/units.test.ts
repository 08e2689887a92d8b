import { describe, expect, it } from 'vitest';
import { RunLog, type Body } from './events';
import { factorOf, whyNoBytes } from './units';

const logOf = (...bodies: Body[]): RunLog => {
  const log = new RunLog();
  log.apply(bodies.map((body, index) => ({ number: index + 1, step: index, body })));
  return log;
};
const described = (charactersPerToken: number): Body =>
  ({ kind: 'described', parameters: 1, vocabularySize: 8, charactersPerToken, uniformLoss: Math.log(8), unigramEntropy: 2, stepsPlanned: 10, tokensPerStep: 4 });

describe('units of a loss', () => {
  // Tokens of two letters, one of them two bytes long in every second token: 2.5 bytes a token.
  const validationLoss = 2.5 * Math.LN2 * 1.6;
  const log = logOf(described(2), { kind: 'evaluated', trainingLoss: 3, validationLoss, validationBitsPerByte: 1.6 });

  it('leaves nats per token as they are', () => expect(factorOf('nats', log)).toBe(1));

  it('spreads the bits of a token over its characters', () => expect(8 * Math.LN2 * factorOf('bits', log)!).toBeCloseTo(4, 12));

  it('spreads the bits of a token over its bytes', () => {
    expect(validationLoss * factorOf('bytes', log)!).toBeCloseTo(1.6, 12);
    expect(Math.LN2 * 2.5 * factorOf('bytes', log)!).toBeCloseTo(1, 12);
    expect(whyNoBytes(log)).toBeNull();
  });

  it('knows no bytes before the first measurement', () => {
    expect(factorOf('bytes', logOf(described(2)))).toBeNull();
    expect(whyNoBytes(logOf(described(2)))).toEqual({ short: 'not measured yet', long: '' });
  });

  it.each([undefined, null])('knows no bytes where the run could not count them (%s)', (validationBitsPerByte) => {
    const words = logOf(described(4), { kind: 'evaluated', trainingLoss: 3, validationLoss: 3, validationBitsPerByte });
    expect(factorOf('bytes', words)).toBeNull();
    expect(whyNoBytes(words)!.long).toContain('vocabulary lacks');
  });

  it('does not divide by a loss of nothing', () =>
    expect(factorOf('bytes', logOf({ kind: 'evaluated', trainingLoss: 0, validationLoss: 0, validationBitsPerByte: 0 }))).toBeNull());
});
