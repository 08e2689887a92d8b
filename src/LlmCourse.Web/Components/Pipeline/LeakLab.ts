// Paints the scores of the three models of the leak lab as a picture: the page's own chart is made of elements.
import { savePng } from '../Shared/files';
import { FACE, token } from '../Shared/theme';

export { saveTable, setAddress } from './labFiles';

interface Bar { title: string; score: string; words: string; leaked: number; others: number }
interface Chart { bars: Bar[]; legend: [name: string, token: string][]; chance: number }

const WIDTH = 640, ROW = 74, SCALE = 2;

/** Bars are shares of all questions, from 0 to 1. */
export async function savePicture(name: string, { bars, legend, chance }: Chart): Promise<void> {
  const canvas = document.createElement('canvas'), context = canvas.getContext('2d')!;
  const height = bars.length * ROW + 40, margin = 16, width = WIDTH - 2 * margin;
  canvas.width = WIDTH * SCALE;
  canvas.height = (height + margin) * SCALE;
  context.scale(SCALE, SCALE);
  context.textBaseline = 'alphabetic';
  const text = (words: string, x: number, y: number, font: string, colour: string, align: CanvasTextAlign = 'left'): void => {
    context.font = `${font} ${FACE}`;
    context.fillStyle = token(colour);
    context.textAlign = align;
    context.fillText(words, x, y);
  };
  const box = (x: number, y: number, wide: number, high: number, colour: string): void => {
    context.fillStyle = token(colour);
    context.fillRect(x, y, wide, high);
  };
  bars.forEach((bar, index) => {
    const top = margin + index * ROW;
    text(bar.title, margin, top + 12, '600 13px', '--ink');
    text(bar.score, margin + width, top + 12, '400 13px', '--ink', 'right');
    box(margin, top + 20, width, 18, '--sunk');
    box(margin, top + 20, bar.leaked * width, 18, '--kind-benchmarkLeak');
    box(margin + bar.leaked * width, top + 20, bar.others * width, 18, '--kind-clean');
    box(margin + chance * width - 1, top + 17, 2, 24, '--ink');
    text(bar.words, margin, top + 55, '400 12px', '--ink-2');
  });
  let x = margin;
  for (const [words, colour] of legend) {
    box(x, height - 13, 11, 11, colour);
    text(words, x + 17, height - 3, '400 12px', '--ink-2');
    x += 17 + context.measureText(words).width + 18;
  }
  await savePng(name, canvas);
}
