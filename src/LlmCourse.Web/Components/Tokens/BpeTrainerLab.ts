// Draws the training of a byte-level BPE: merges as they are learnt, the sentence at any vocabulary size, and its cost.
import type uPlot from 'uplot';
import { drawPieces, type Piece } from './pieces';
import { lastAt } from '../Runs/events';
import { axisStyle, Chart, gridStyle, type ChartOptions } from '../Shared/Chart';
import { element, integer, visible } from '../Shared/text';
import { token } from '../Shared/theme';

interface Merge { id: number; left: string; right: string; count: number }
interface Progress { vocabularySize: number; targetVocabularySize: number; merges: Merge[]; probePieces: Piece[]; charactersPerToken: number }

const HEIGHT = 150;

class Lab {
  #reports: Progress[] = [];
  #merges = 0;
  #at: number | null = null; // null follows the newest
  readonly #chart: Chart;

  constructor(private readonly root: HTMLElement) {
    this.#chart = new Chart(this.#part('chart'), HEIGHT, () => this.#options(), () => this.#data());
    const scrubber = this.#part<HTMLInputElement>('scrubber');
    scrubber.addEventListener('input', () => {
      const size = Number(scrubber.value);
      this.#at = size >= Number(scrubber.max) ? null : size;
      this.#drawSentence();
    });
  }

  dispose(): void { this.#chart.dispose(); }

  restart(): void {
    this.#reports = [];
    this.#merges = 0;
    this.#at = null;
    for (const part of ['merges', 'at', 'facts']) this.#part(part).replaceChildren();
    this.#showWhatIsThere();
  }

  push(json: Uint8Array): void {
    const reports = JSON.parse(new TextDecoder().decode(json)) as Progress[];
    this.#reports.push(...reports);
    const list = this.#part('merges');
    for (const { merges } of reports) for (const merge of merges) list.prepend(this.#row(merge));
    this.#part('merge-count').textContent = `${integer(this.#merges)}, newest first`;
    this.#showWhatIsThere(); // before the chart is drawn: it is as wide as its place
    this.#drawSentence();
    this.#chart.update();
  }

  /** Shows a chart and a list once there is something in them; until then, what will be. */
  #showWhatIsThere(): void {
    const hasCurve = this.#reports.length > 0;
    this.#part('chart').hidden = !hasCurve;
    this.#part('chart-empty').hidden = hasCurve;
    this.#part('merges-empty').hidden = this.#merges > 0;
    this.#part<HTMLInputElement>('scrubber').disabled = !hasCurve;
  }

  #part<T extends HTMLElement = HTMLElement>(name: string): T { return this.root.querySelector<T>(`[data-part="${name}"]`)!; }

  #row(merge: Merge): HTMLElement {
    const row = element('li');
    const pair = element('span', 'pair');
    pair.append(element('code', '', visible(merge.left)), element('span', 'plus', '+'), element('code', '', visible(merge.right)), element('span', 'plus', '→'), element('code', 'made', visible(merge.left + merge.right)));
    row.append(element('span', 'hint num', String(++this.#merges)), pair, element('span', 'hint num', `${integer(merge.count)} times`));
    return row;
  }

  #drawSentence(): void {
    const last = this.#reports.at(-1);
    if (!last) return;
    const index = this.#at === null ? this.#reports.length - 1 : Math.max(0, lastAt(this.#reports, this.#at, (i) => this.#reports[i].vocabularySize));
    const shown = this.#reports[index], scrubber = this.#part<HTMLInputElement>('scrubber');
    scrubber.min = String(this.#reports[0].vocabularySize);
    scrubber.max = String(last.vocabularySize);
    scrubber.value = String(shown.vocabularySize);
    const low = Number(scrubber.min), high = Number(scrubber.max);
    scrubber.style.setProperty('--fill', `${high > low ? (shown.vocabularySize - low) / (high - low) * 100 : 100}%`);
    this.#part('at').textContent = `vocabulary ${integer(shown.vocabularySize)}`;
    drawPieces(this.#part('pieces'), shown.probePieces, false);
    this.#part('facts').textContent = `${integer(shown.probePieces.length)} pieces · ${shown.charactersPerToken.toFixed(2)} characters per token`;
    const plot = this.#chart.plot;
    plot?.setCursor({ left: plot.valToPos(shown.vocabularySize, 'x'), top: 0 }, false);
  }

  #data(): uPlot.AlignedData { return [this.#reports.map((report) => report.vocabularySize), this.#reports.map((report) => report.charactersPerToken)]; }

  #options(): ChartOptions {
    const axis = axisStyle();
    return {
      legend: { show: false }, padding: [10, 14, 0, 0],
      scales: { x: { time: false }, y: { range: (_plot, _min, max) => [1, Math.max(2, max * 1.06)] } },
      axes: [{ ...axis, grid: { show: false }, size: 26 }, { ...axis, grid: gridStyle(), size: 36 }],
      series: [{}, { stroke: token('--accent'), width: 2, points: { show: false } }],
      cursor: { y: false, drag: { x: false, y: false } },
    };
  }
}

export function attach(root: HTMLElement): Lab { return new Lab(root); }
