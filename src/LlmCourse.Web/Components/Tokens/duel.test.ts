import { expect, it } from 'vitest';
import { RunLog } from '../Runs/events';
import { curveOf, pointAt, toCsv } from './duel';

const log = new RunLog();
log.apply([
  { number: 1, step: 0, body: { kind: 'evaluated', trainingLoss: 4, validationLoss: 4, validationBitsPerByte: 5.5 } },
  { number: 2, step: 10, body: { kind: 'evaluated', trainingLoss: 3, validationLoss: 3 } },
  { number: 3, step: 20, body: { kind: 'evaluated', trainingLoss: 2, validationLoss: 2, validationBitsPerByte: 2.5 } },
]);
const curve = curveOf(log, 40);

it('takes the measurements that have bits', () => expect(curve).toEqual([{ share: 0, bits: 5.5, step: 0 }, { share: 50, bits: 2.5, step: 20 }]));
it('finds the last measurement before a share', () => {
  expect(pointAt(curve, 49)?.bits).toBe(5.5);
  expect(pointAt(curve, 50)?.bits).toBe(2.5);
  expect(pointAt(curve, -1)?.bits).toBe(5.5);
  expect(pointAt([], 50)).toBeNull();
});
it('writes a line a measurement', () => expect(toCsv(['Characters'], [curve], 0.9).split('\n')).toEqual([
  'tokenizer,step,percent_of_operations,validation_bits_per_byte,floor_bits_per_byte',
  '"Characters",0,0,5.5,0.9', '"Characters",20,50,2.5,0.9', '',
]));
