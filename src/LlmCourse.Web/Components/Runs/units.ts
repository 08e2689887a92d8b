// Units that a loss is shown in. Events carry nats a token; of bits a byte they carry the validation loss, which says how
// many bytes a token is. Only the measured text is counted in bytes, so training losses are converted at its rate.
import type { RunLog } from './events';
import type { Unit } from './address';

export const UNIT_NAMES: Record<Unit, string> = { nats: 'nats per token', bits: 'bits per character', bytes: 'bits per byte' };

/** Nats a token times this is the unit; null while, or where, the run cannot tell. */
export function factorOf(unit: Unit, log: RunLog): number | null {
  switch (unit) {
    case 'nats': return 1;
    case 'bits': return 1 / (Math.LN2 * (log.described?.charactersPerToken || 1));
    case 'bytes': {
      const measured = log.evaluations.find(({ validationLoss, validationBitsPerByte }) => validationLoss > 0 && validationBitsPerByte != null);
      return measured ? measured.validationBitsPerByte! / measured.validationLoss : null;
    }
  }
}

/** Why a loss cannot be shown in bits per byte; null when it can. */
export function whyNoBytes(log: RunLog): { short: string; long: string } | null {
  if (factorOf('bytes', log) !== null) return null;
  return log.evaluations.length === 0
    ? { short: 'not measured yet', long: '' }
    : { short: 'not known', long: 'Bits per byte are not known here: the vocabulary lacks something of the measured text, and what a model cannot write cannot be charged.' };
}
