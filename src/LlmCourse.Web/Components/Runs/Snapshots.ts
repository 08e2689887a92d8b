// Fetches attention tensors of a run and keeps the latest few: moving the cursor back and forth fetches nothing twice.
import { parseSafetensors, type Tensor } from './safetensors';

const KEPT = 32;

export class Snapshots {
  readonly #tensors = new Map<string, Promise<Tensor>>();

  constructor(private readonly runId: string) {}

  load(artifact: string): Promise<Tensor> {
    const known = this.#tensors.get(artifact);
    if (known) return known;
    const loading = this.#fetch(artifact);
    this.#tensors.set(artifact, loading);
    loading.catch(() => this.#tensors.delete(artifact));
    if (this.#tensors.size > KEPT) this.#tensors.delete(this.#tensors.keys().next().value!);
    return loading;
  }

  async #fetch(artifact: string): Promise<Tensor> {
    const response = await fetch(`runs/${encodeURIComponent(this.runId)}/artifacts/${encodeURIComponent(artifact)}`);
    if (!response.ok) throw new Error(`The attention map could not be fetched (${response.status}).`);
    const tensor = parseSafetensors(await response.arrayBuffer()).get('attention');
    if (!tensor || tensor.shape.length !== 4) throw new Error('The snapshot holds no attention map.');
    return tensor;
  }
}
