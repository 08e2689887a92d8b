// Validation loss of two runs on one chart.
import uPlot from 'uplot';
import { download, toPng } from '../Runs/exportFiles';

interface Curve { filtered: boolean; steps: number[]; losses: number[] }

const HEIGHT = 240;
const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

class Chart {
  #curves: Curve[] = [];
  #plot: uPlot | null = null;
  readonly #host: HTMLElement;
  readonly #resize = new ResizeObserver(() => this.#plot?.setSize({ width: this.#width, height: HEIGHT }));
  readonly #retheme = (): void => { this.#plot?.destroy(); this.#plot = null; this.#redraw(); };

  constructor(private readonly root: HTMLElement) {
    this.#host = root.querySelector<HTMLElement>('[data-part="chart"]')!;
    this.#resize.observe(this.#host);
    document.addEventListener('themechange', this.#retheme);
    root.addEventListener('click', (event) => this.#press((event.target as HTMLElement).dataset.do));
  }

  get #width(): number { return Math.max(220, this.#host.clientWidth); }

  dispose(): void {
    this.#resize.disconnect();
    document.removeEventListener('themechange', this.#retheme);
    this.#plot?.destroy();
  }

  draw(curves: Curve[]): void { this.#curves = curves; this.#redraw(); }

  /** One row of steps for both, with a hole where a run was not measured. */
  get #data(): uPlot.AlignedData {
    return uPlot.join(this.#curves.map(({ steps, losses }) => [steps, losses]) as [number[], number[]][]);
  }

  #redraw(): void {
    if (this.#curves.every(({ steps }) => steps.length === 0)) return;
    if (this.#plot) { this.#plot.setData(this.#data); return; }
    for (const button of this.root.querySelectorAll<HTMLButtonElement>('button')) button.disabled = false;
    const font = '11px "IBM Plex Sans", system-ui, sans-serif', axis = { stroke: token('--ink-3'), font, ticks: { show: false } };
    this.#plot = new uPlot({
      width: this.#width, height: HEIGHT, padding: [10, 14, 0, 0], cursor: { drag: { x: false, y: false } },
      scales: { x: { time: false } },
      axes: [{ ...axis, grid: { show: false }, size: 26 }, { ...axis, grid: { stroke: token('--line'), width: 1 }, size: 40 }],
      series: [{ label: 'step' }, ...this.#curves.map(({ filtered }) => ({
        label: filtered ? 'filtered' : 'raw', stroke: token(filtered ? '--floor' : '--valid'), width: 2, spanGaps: true, dash: filtered ? [] : [6, 3],
        value: (_plot: uPlot, value: number | null) => value === null ? '–' : value.toFixed(3),
      }))],
    }, this.#data, this.#host);
    this.#host.setAttribute('aria-label', 'Validation loss of both runs against step');
  }

  #press(what: string | undefined): void {
    if (what === 'csv') {
      const [steps, ...losses] = this.#data;
      const rows = [...steps].map((step, index) => [step, ...losses.map((column) => column[index] ?? '')].join(','));
      download('raw-or-filtered.csv', new Blob([['step', ...this.#curves.map(({ filtered }) => filtered ? 'filtered_validation_nats' : 'raw_validation_nats')].join(',') + '\n' + rows.join('\n') + '\n'], { type: 'text/csv' }));
    } else if (what === 'png' && this.#plot) {
      void toPng(this.#plot.ctx.canvas, token('--raised')).then((picture) => { if (picture) download('raw-or-filtered.png', picture); });
    }
  }
}

export function attach(root: HTMLElement): Chart { return new Chart(root); }
