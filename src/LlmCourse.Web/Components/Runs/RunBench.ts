// Draws a run: loss, attention, what it writes. The server hands over events in batches; one cursor moves everything.
import { RunLog, itemAt, type RunEvent } from './events';
import { LossChart } from './LossChart';
import { AttentionMaps } from './AttentionMaps';
import { Snapshots } from './Snapshots';
import { DEFAULT_VIEW, readView, replaceQuery, writeView, type Unit, type View } from './address';
import { toCsv } from './lossTable';
import { UNIT_NAMES, factorOf, whyNoBytes } from './units';
import { saveCsv } from '../Shared/files';
import { element, integer, loss, rate, visible } from '../Shared/text';

interface Options { runId: string; name: string; prefix: string; inPath: boolean; sampleEvery: number; snapshotEvery: number }

const KNOB_NAMES: Record<string, string> = { learningRate: 'learning rate' };

class Bench {
  readonly #log = new RunLog();
  readonly #view: View;
  readonly #chart: LossChart;
  readonly #attention: AttentionMaps;
  readonly #snapshots: Snapshots;
  #hovered: number | null = null;
  #frame = 0;
  #shown = { snapshot: '', sample: -1, marks: 0, ticks: '', bytes: '' };

  constructor(private readonly root: HTMLElement, private readonly options: Options) {
    this.#view = readView(new URLSearchParams(location.search), options.prefix);
    this.#snapshots = new Snapshots(options.runId);
    this.#chart = new LossChart(this.#part('loss-chart'), this.#log, (step) => this.#moveTo(step), (step) => this.#hover(step));
    this.#attention = new AttentionMaps(
      { heads: this.#part('heads'), map: this.#part('attention-map'), tokens: this.#part('attention-tokens'), readout: this.#part('attention-readout'), caption: this.#part('attention-caption') },
      this.#view,
      (choice) => { Object.assign(this.#view, choice); this.#saveView(); });
    this.#bindControls();
    this.#applyView();
    if (!options.inPath) replaceQuery((query) => query.set(`${options.prefix}run`, options.runId));
  }

  /** Takes a batch of events as UTF-8 JSON; draws on the next frame. */
  push(json: Uint8Array): void {
    this.#log.apply(JSON.parse(new TextDecoder().decode(json)) as RunEvent[]);
    this.root.dataset.lastEvent = String(this.#log.lastEvent);
    this.root.dataset.eventCount = String(this.#log.eventCount);
    this.#draw();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#chart.dispose();
    this.#attention.dispose();
  }

  #part<T extends HTMLElement>(name: string): T {
    const found = this.root.querySelector<T>(`[data-testid="${name}"]`);
    if (!found) throw new Error(`The bench lacks its part '${name}'.`);
    return found;
  }

  get #step(): number { return Math.min(this.#view.at ?? Infinity, this.#log.lastStep); }

  #bindControls(): void {
    const slider = this.#part<HTMLInputElement>('time-slider');
    slider.addEventListener('input', () => this.#moveTo(Number(slider.value)));
    this.#part('go-live').addEventListener('click', () => this.#moveTo(Infinity));
    const unit = this.#part<HTMLSelectElement>('unit');
    unit.addEventListener('change', () => { this.#view.unit = unit.value as Unit; this.#applyView(); this.#saveView(); });
    const logX = this.#part<HTMLInputElement>('log-x');
    logX.addEventListener('change', () => { this.#view.logX = logX.checked; this.#chart.zoom(null); this.#applyView(); this.#saveView(); });
    const smoothing = this.#part<HTMLInputElement>('smoothing');
    smoothing.addEventListener('input', () => { this.#view.smoothing = Number(smoothing.value); this.#applyView(); this.#saveView(); });
    this.#part('zoom-in').addEventListener('click', () => this.#chart.zoom(0.5));
    this.#part('zoom-out').addEventListener('click', () => this.#chart.zoom(2));
    this.#part('zoom-all').addEventListener('click', () => this.#chart.zoom(null));
    this.#part('chart-csv').addEventListener('click', () => saveCsv(`${this.options.name}-loss`, toCsv(this.#log)));
    this.#part('chart-png').addEventListener('click', () => this.#chart.savePng(`${this.options.name}-loss`));
    this.#part('samples').addEventListener('click', (event) => {
      const step = (event.target as HTMLElement).closest<HTMLElement>('[data-step]')?.dataset.step;
      if (step !== undefined) this.#moveTo(Number(step));
    });
  }

  /** Puts the view into the controls and the chart. */
  #applyView(): void {
    const { logX, smoothing } = this.#view, unit = this.#unit;
    this.#part<HTMLSelectElement>('unit').value = unit;
    this.#part<HTMLInputElement>('log-x').checked = logX;
    const slider = this.#part<HTMLInputElement>('smoothing');
    slider.value = String(smoothing);
    slider.style.setProperty('--fill', `${smoothing / Number(slider.max) * 100}%`);
    this.#part('smoothing-value').textContent = String(smoothing);
    Object.assign(this.#chart, { unit, logX, smoothing });
    this.#chart.rebuild();
    this.#readValues();
  }

  /** The unit on the screen: the chosen one, once the run can tell it. */
  get #unit(): Unit { return factorOf(this.#view.unit, this.#log) === null ? DEFAULT_VIEW.unit : this.#view.unit; }

  /** Offers bits per byte where the run knows its bytes, and says why where not. */
  #offerBytes(): void {
    const why = whyNoBytes(this.#log), key = why?.short ?? 'known';
    if (key === this.#shown.bytes) return;
    this.#shown.bytes = key;
    const select = this.#part<HTMLSelectElement>('unit'), option = select.querySelector<HTMLOptionElement>('[value=bytes]')!;
    option.disabled = why !== null;
    option.textContent = why ? `${UNIT_NAMES.bytes}: ${why.short}` : UNIT_NAMES.bytes;
    const reason = this.#part('unit-reason');
    reason.textContent = why?.long ?? '';
    reason.hidden = !why?.long;
    if (this.#view.unit === 'bytes') this.#applyView();
  }

  #saveView(): void { replaceQuery((query) => writeView(query, this.#view, this.options.prefix)); }

  #moveTo(step: number): void {
    this.#view.at = step >= this.#log.lastStep ? null : Math.max(0, step);
    this.#saveView();
    this.#draw();
  }

  #draw(): void {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#offerBytes();
      this.#chart.cursorStep = this.#step;
      this.#chart.update();
      this.#readValues();
      this.#drawTime();
      this.#drawMarks();
      this.#drawSamples();
      void this.#drawAttention();
    });
  }

  #drawTime(): void {
    const slider = this.#part<HTMLInputElement>('time-slider'), last = Math.max(1, this.#log.lastStep), live = this.#view.at === null;
    slider.max = String(last);
    slider.value = String(this.#step);
    slider.style.setProperty('--fill', `${this.#step / last * 100}%`);
    slider.setAttribute('aria-valuetext', `step ${integer(this.#step)}${live ? ', newest' : ''}`);
    this.#part('time-step').textContent = `step ${integer(this.#step)}`;
    const button = this.#part('go-live');
    button.setAttribute('aria-pressed', String(live));
    button.textContent = this.#log.finished ? 'newest' : 'live';
    const ticks = `${last}:${this.#log.snapshots.length}`;
    if (ticks === this.#shown.ticks) return;
    this.#shown.ticks = ticks;
    const every = Math.ceil(this.#log.snapshots.length / 120);
    this.#part('time-ticks').replaceChildren(...this.#log.snapshots.filter((_, index) => index % every === 0).map(({ step }) => {
      const tick = element('i');
      tick.style.setProperty('--at', String(step / last));
      return tick;
    }));
  }

  #hover(step: number | null): void {
    if (step === this.#hovered) return; // also while the chart is being made, when there is nothing to read yet
    this.#hovered = step;
    this.#readValues();
  }

  #readValues(): void {
    const step = this.#hovered === null ? this.#step : Math.min(this.#hovered, this.#log.lastStep);
    const values = this.#chart.valuesAt(Math.max(0, step));
    const parts = [`step ${integer(values.step)}`];
    if (values.smoothed !== null) parts.push(`train ${loss(values.smoothed)}`, `this batch ${loss(values.train!)}`);
    if (values.valid !== null) parts.push(`validation ${loss(values.valid)}`);
    if (values.learningRate !== null) parts.push(`learning rate ${rate(values.learningRate)}`);
    const text = this.#log.steps.length > 0 ? parts.join(' · ') : this.#log.finished ? 'No step was taken.' : 'The first point appears with the first step.';
    this.#part('loss-values').textContent = text;
    this.#part('loss-chart').setAttribute('aria-label', `Loss against step in ${UNIT_NAMES[this.#unit]}. ${text}`);
  }

  #drawMarks(): void {
    if (this.#shown.marks === this.#log.knobs.length) return;
    this.#shown.marks = this.#log.knobs.length;
    this.#part('knob-marks').replaceChildren(...this.#log.knobs.map((mark) =>
      element('li', '', `step ${integer(mark.step)}: ${KNOB_NAMES[mark.knob] ?? mark.knob} ${rate(mark.from)} → ${rate(mark.to)}`)));
  }

  #drawSamples(): void {
    const sample = itemAt(this.#log.samples, this.#step), index = sample ? this.#log.samples.indexOf(sample) : -1;
    const key = index * 100_000 + this.#log.samples.length;
    if (key === this.#shown.sample) return;
    this.#shown.sample = key;
    const place = this.#part('sample');
    if (!sample) { place.replaceChildren(element('span', 'hint', `Nothing yet: it writes every ${this.options.sampleEvery} steps.`)); return; }
    place.replaceChildren(...(sample.prompt ? [element('b', '', sample.prompt)] : []), document.createTextNode(sample.text));
    const shape = [`temperature ${sample.temperature}`, ...(sample.topK ? [`top-k ${sample.topK}`] : []), ...(sample.topP < 1 ? [`top-p ${sample.topP}`] : [])];
    this.#part('sample-caption').textContent = `${shape.join(', ')} · step ${integer(sample.step)}`;
    this.#part('samples').replaceChildren(...this.#log.samples.map((each, at) => {
      const row = element('button', 'sample-row');
      row.type = 'button';
      row.dataset.step = String(each.step);
      if (at === index) row.setAttribute('aria-current', 'true');
      row.append(element('span', 'num', integer(each.step)), element('span', '', visible(each.prompt + each.text).replaceAll('·', ' ')));
      const item = element('li');
      item.append(row);
      return item;
    }).reverse());
  }

  async #drawAttention(): Promise<void> {
    const snapshot = itemAt(this.#log.snapshots, this.#step), panel = this.#part('attention');
    if (!snapshot) { this.#part('attention-caption').textContent = `one every ${this.options.snapshotEvery} steps`; return; }
    if (snapshot.artifact === this.#shown.snapshot) return;
    this.#shown.snapshot = snapshot.artifact;
    try {
      const tensor = await this.#snapshots.load(snapshot.artifact);
      if (this.#shown.snapshot !== snapshot.artifact) return; // the cursor has moved on
      this.#attention.show(snapshot, tensor);
      panel.dataset.snapshot = String(snapshot.step);
    } catch (error) {
      this.#shown.snapshot = '';
      this.#part('attention-readout').textContent = `${(error as Error).message} Move the cursor to try again.`;
    }
  }
}

export function attach(root: HTMLElement, options: Options): Bench { return new Bench(root, options); }

/** Forgets a run in the address, with the view that belonged to it. */
export function leave(prefix: string): void {
  replaceQuery((query) => {
    query.delete(`${prefix}run`);
    writeView(query, DEFAULT_VIEW, prefix);
  });
}
