// Exponential smoothing that does not lean towards zero at the start.

/** Extends a debiased exponential moving average as points arrive; each point is computed once. */
export class Smoother {
  readonly values: number[] = [];
  #mean = 0;
  #mass = 0;

  /** `weight` of the past, from 0 (none) to below 1. */
  constructor(readonly weight: number) {}

  extend(ys: readonly number[]): void {
    for (let index = this.values.length; index < ys.length; index++) {
      this.#mean = this.weight * this.#mean + (1 - this.weight) * ys[index];
      this.#mass = this.weight * this.#mass + (1 - this.weight);
      this.values.push(this.#mean / this.#mass);
    }
  }
}
