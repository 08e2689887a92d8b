// Attention of the probe sentence: every head small, one head large. Rows ask, columns answer.
import type { At } from './events';
import type { Tensor } from './safetensors';
import { paint, spread } from './colour';
import { element, visible } from '../Shared/text';
import { follow, token } from '../Shared/theme';

const LARGEST_CELL = 26;
const LABELLED_CELL = 8;

export interface AttentionParts { heads: HTMLElement; map: HTMLCanvasElement; tokens: HTMLElement; readout: HTMLElement; caption: HTMLElement }
export interface AttentionChoice { layer: number; head: number; cell: [number, number] | null }

export class AttentionMaps {
  #snapshot: At<'snapshot'> | null = null;
  #tensor: Tensor | null = null;
  #layer = 0;
  #head = 0;
  #cell: [number, number] | null = null;
  #locked = false;
  #geometry = { cell: 0, left: 0, top: 0 };
  readonly #unfollow: () => void;

  constructor(private readonly parts: AttentionParts, choice: AttentionChoice, private readonly onChoose: (choice: AttentionChoice) => void) {
    this.#layer = choice.layer - 1;
    this.#head = choice.head - 1;
    if (choice.cell) { this.#cell = [choice.cell[0] - 1, choice.cell[1] - 1]; this.#locked = true; }
    const { map, heads, tokens } = parts;
    this.#unfollow = follow(map.parentElement!, () => this.#drawMap(), () => this.#drawAll());
    map.addEventListener('pointermove', (event) => this.#hover(this.#cellAt(event)));
    map.addEventListener('pointerleave', () => this.#hover(null));
    map.addEventListener('click', (event) => this.#lock(this.#cellAt(event)));
    map.addEventListener('keydown', (event) => this.#key(event));
    heads.addEventListener('click', (event) => this.#chooseHead((event.target as HTMLElement).closest('button')));
    heads.addEventListener('keydown', (event) => this.#headKey(event));
    tokens.addEventListener('pointerover', (event) => this.#hoverToken(event));
    tokens.addEventListener('pointerleave', () => this.#hover(null));
    tokens.addEventListener('click', (event) => { const row = this.#tokenIndex(event); if (row !== null) this.#lock([row, this.#strongest(row)]); });
  }

  dispose(): void { this.#unfollow(); }

  /** Shows a snapshot; `tensor` has shape [layers, heads, time, time]. */
  show(snapshot: At<'snapshot'>, tensor: Tensor): void {
    const before = this.#tensor?.shape.join();
    this.#snapshot = snapshot;
    this.#tensor = tensor;
    this.#layer = Math.min(this.#layer, tensor.shape[0] - 1);
    this.#head = Math.min(this.#head, tensor.shape[1] - 1);
    const size = tensor.shape[2];
    if (this.#cell && this.#cell[0] >= size) this.#cell = null;
    if (!this.#cell) this.#cell = [size - 1, this.#strongest(size - 1)];
    if (before !== tensor.shape.join()) this.#buildHeads();
    this.#buildTokens();
    this.#drawAll();
  }

  #weight(row: number, column: number, layer = this.#layer, head = this.#head): number {
    const [, heads, size] = this.#tensor!.shape;
    return this.#tensor!.data[((layer * heads + head) * size + row) * size + column];
  }

  #strongest(row: number): number {
    let best = 0;
    for (let column = 1; column <= row; column++) if (this.#weight(row, column) > this.#weight(row, best)) best = column;
    return best;
  }

  #buildHeads(): void {
    const [layers, heads, size] = this.#tensor!.shape, grid = this.parts.heads;
    grid.style.setProperty('--columns', String(heads));
    grid.replaceChildren();
    for (let layer = 0; layer < layers; layer++) {
      for (let head = 0; head < heads; head++) {
        const button = element('button', 'head');
        button.type = 'button';
        button.dataset.layer = String(layer);
        button.dataset.head = String(head);
        button.dataset.testid = `head-${layer + 1}-${head + 1}`;
        button.setAttribute('aria-label', `${layer + 1}.${head + 1}: layer ${layer + 1}, head ${head + 1}`);
        const canvas = element('canvas');
        canvas.width = canvas.height = size;
        button.append(canvas, element('span', '', `${layer + 1}.${head + 1}`));
        grid.append(button);
      }
    }
  }

  #buildTokens(): void {
    const { tokens } = this.#snapshot!;
    this.parts.tokens.replaceChildren(...tokens.flatMap((text, index) => {
      const piece = element('span', 'token', visible(text));
      piece.dataset.index = String(index);
      return text.includes('\n') ? [piece, element('br')] : [piece];
    }));
  }

  #drawAll(): void {
    if (!this.#tensor) return;
    const [, , size] = this.#tensor.shape;
    for (const button of this.parts.heads.querySelectorAll<HTMLButtonElement>('button')) {
      const layer = Number(button.dataset.layer), head = Number(button.dataset.head), chosen = layer === this.#layer && head === this.#head;
      button.setAttribute('aria-pressed', String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      const context = button.querySelector('canvas')!.getContext('2d')!;
      context.putImageData(this.#image(layer, head, size), 0, 0);
    }
    this.#drawMap();
  }

  #image(layer: number, head: number, size: number): ImageData {
    const image = new ImageData(size, size);
    for (let row = 0; row < size; row++) {
      for (let column = 0; column <= row; column++) paint(spread(this.#weight(row, column, layer, head)), image.data, (row * size + column) * 4);
    }
    return image;
  }

  #drawMap(): void {
    if (!this.#tensor || !this.#snapshot) return;
    const { map } = this.parts, size = this.#tensor.shape[2], dpr = devicePixelRatio, available = map.parentElement!.clientWidth;
    const context = map.getContext('2d')!, font = (px: number) => `${px}px "IBM Plex Mono", ui-monospace, monospace`;
    const names = this.#snapshot.tokens.map((text) => visible(text).slice(0, 10));
    context.font = font(10);
    const edge = Math.ceil(Math.max(...names.map((name) => context.measureText(name).width))) + 6;
    const roomy = Math.min(LARGEST_CELL, Math.floor((available - edge) / size)), labelled = roomy >= LABELLED_CELL;
    const margin = labelled ? edge : Math.min(edge, 40);
    const cell = labelled ? roomy : Math.min(LABELLED_CELL - 1, (available - margin - 1) / size); // a long sentence may get less than a pixel a cell
    this.#geometry = { cell, left: margin, top: margin };
    const extent = margin + cell * size + 1;
    map.width = map.height = extent * dpr;
    map.style.width = map.style.height = `${extent}px`;
    context.scale(dpr, dpr);
    context.fillStyle = token('--sunk');
    context.fillRect(margin, margin, cell * size, cell * size);
    const image = this.#image(this.#layer, this.#head, size), small = new OffscreenCanvas(size, size);
    small.getContext('2d')!.putImageData(image, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(small, margin, margin, cell * size, cell * size);

    const [row, column] = this.#cell ?? [-1, -1];
    context.textBaseline = 'middle';
    for (let index = 0; index < size; index++) {
      const asks = index === row, answers = index === column;
      if (!labelled && !asks && !answers) continue;
      const centre = margin + (index + 0.5) * cell;
      context.font = `${asks || answers ? '500 ' : ''}${font(labelled ? Math.min(12, cell + 1) : 11)}`;
      if (labelled || asks) {
        context.fillStyle = token(asks ? '--query' : '--ink-3');
        context.textAlign = 'right';
        context.fillText(names[index], margin - 4, centre);
      }
      if (labelled || answers) {
        context.save();
        context.translate(centre, margin - 4);
        context.rotate(-Math.PI / 2);
        context.fillStyle = token(answers ? '--key' : '--ink-3');
        context.textAlign = 'left';
        context.fillText(names[index], 0, 0);
        context.restore();
      }
    }
    if (row >= 0) {
      context.lineWidth = 1.5;
      context.strokeStyle = token('--query');
      context.strokeRect(margin - 0.5, margin + row * cell - 0.5, (row + 1) * cell + 1, cell + 1);
      context.strokeStyle = token('--key');
      context.strokeRect(margin + column * cell - 0.5, margin + row * cell - 0.5, cell + 1, cell + 1);
    }
    this.#light();
  }

  /** Lights the sentence: who asks is outlined, who answers is shaded by how much. */
  #light(): void {
    const { tokens, readout, caption, map } = this.parts, snapshot = this.#snapshot!;
    caption.textContent = `layer ${this.#layer + 1}, head ${this.#head + 1} · step ${snapshot.step.toLocaleString('en-GB')}`;
    const [row, column] = this.#cell ?? [-1, -1];
    for (const piece of tokens.querySelectorAll<HTMLElement>('.token')) {
      const index = Number(piece.dataset.index), weight = row >= 0 && index <= row ? this.#weight(row, index) : 0;
      piece.style.setProperty('--weight', `${Math.round(weight * 100)}%`);
      piece.classList.toggle('asks', index === row);
      piece.classList.toggle('answers', index === column);
    }
    if (row < 0) return;
    const value = this.#weight(row, column).toFixed(2);
    readout.textContent = `“${visible(snapshot.tokens[row])}” (${row + 1}) asks; “${visible(snapshot.tokens[column])}” (${column + 1}) answers with ${value}`;
    map.setAttribute('aria-label', `Attention map, layer ${this.#layer + 1}, head ${this.#head + 1}. ${readout.textContent}. Arrow keys move, Enter locks.`);
  }

  #cellAt(event: PointerEvent | MouseEvent): [number, number] | null {
    if (!this.#tensor) return null;
    const { cell, left, top } = this.#geometry, size = this.#tensor.shape[2];
    const column = Math.floor((event.offsetX - left) / cell), row = Math.floor((event.offsetY - top) / cell);
    return row >= 0 && row < size && column >= 0 && column <= row ? [row, column] : null;
  }

  #tokenIndex(event: Event): number | null {
    const index = (event.target as HTMLElement).closest<HTMLElement>('.token')?.dataset.index;
    return index === undefined || !this.#tensor ? null : Number(index);
  }

  #hover(cell: [number, number] | null): void {
    if (this.#locked || !cell || (this.#cell && cell[0] === this.#cell[0] && cell[1] === this.#cell[1])) return;
    this.#cell = cell;
    this.#drawMap();
  }

  #hoverToken(event: Event): void {
    const row = this.#tokenIndex(event);
    if (row !== null) this.#hover([row, this.#strongest(row)]);
  }

  #lock(cell: [number, number] | null): void {
    if (!this.#tensor || !cell) return;
    const same = this.#locked && this.#cell && cell[0] === this.#cell[0] && cell[1] === this.#cell[1];
    this.#locked = !same;
    this.#cell = cell;
    this.#drawMap();
    this.#report();
  }

  #key(event: KeyboardEvent): void {
    if (!this.#tensor || !this.#cell) return;
    let [row, column] = this.#cell;
    switch (event.key) {
      case 'ArrowUp': row--; break;
      case 'ArrowDown': row++; break;
      case 'ArrowLeft': column--; break;
      case 'ArrowRight': column++; break;
      case 'Enter': case ' ': event.preventDefault(); this.#lock([row, column]); return;
      default: return;
    }
    event.preventDefault();
    row = Math.min(this.#tensor.shape[2] - 1, Math.max(0, row));
    this.#cell = [row, Math.min(row, Math.max(0, column))];
    this.#drawMap();
    if (this.#locked) this.#report();
  }

  #chooseHead(button: HTMLButtonElement | null): void {
    if (!button) return;
    this.#layer = Number(button.dataset.layer);
    this.#head = Number(button.dataset.head);
    if (!this.#locked && this.#cell) this.#cell = [this.#cell[0], this.#strongest(this.#cell[0])];
    this.#drawAll();
    button.focus();
    this.#report();
  }

  #headKey(event: KeyboardEvent): void {
    if (!this.#tensor) return;
    const [layers, heads] = this.#tensor.shape;
    const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ?? [0, 0];
    if (!down && !right) return;
    event.preventDefault();
    const layer = Math.min(layers - 1, Math.max(0, this.#layer + down)), head = Math.min(heads - 1, Math.max(0, this.#head + right));
    this.#chooseHead(this.parts.heads.querySelector(`[data-layer="${layer}"][data-head="${head}"]`));
  }

  #report(): void {
    this.onChoose({ layer: this.#layer + 1, head: this.#head + 1, cell: this.#locked && this.#cell ? [this.#cell[0] + 1, this.#cell[1] + 1] : null });
  }
}
