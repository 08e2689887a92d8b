import { expect, it } from 'vitest';
import { RunLog } from './events';
import { toCsv } from './lossTable';

it('writes every number of the curves, the validation loss in both of its units', () => {
  const log = new RunLog();
  log.apply([
    { number: 1, step: 0, body: { kind: 'evaluated', trainingLoss: 4, validationLoss: 4.5, validationBitsPerByte: 2.25 } },
    { number: 2, step: 1, body: { kind: 'step', loss: 3.5, learningRate: 0.01, gradientNorm: 1, tokensSeen: 8 } },
    { number: 3, step: 1, body: { kind: 'evaluated', trainingLoss: 3, validationLoss: 3.5, validationBitsPerByte: null } },
  ]);
  expect(toCsv(log).split('\n')).toEqual([
    'step,batch_loss_nats_per_token,learning_rate,training_loss_nats_per_token,validation_loss_nats_per_token,validation_loss_bits_per_byte',
    '0,,,4,4.5,2.25',
    '1,3.5,0.01,3,3.5,',
    '',
  ]);
});
