// The game: bets go out, letters come back. What is not bet on is not here: the trainer keeps the story.
import { fresh, readState, writeState, type Limits, type State } from './address';
import { costs, MAX_PERCENT, stakeOn, staked, weigh, type Stake } from './bets';
import { counted, factorOf, nameOf, PLAYERS, runningMeans, shown, spoken, toCsv, type Chances, type Desk, type Player, type Reply, type Uncovered, type Unit } from './game';
import { OrderChart } from './OrderChart';
import { SurpriseChart } from './SurpriseChart';
import { drawChances, drawScores } from './tables';
import { drawStory } from './story';
import { replaceQuery } from '../Runs/address';
import { saveCsv } from '../Shared/files';
import { element, integer } from '../Shared/text';

interface Host { invokeMethodAsync(method: 'OpenAsync', counted: number): Promise<string>; invokeMethodAsync(method: 'PlayAsync', game: string): Promise<string> }
interface Options { prefix: string; story: number; counted: number; order: number; unit: Unit; limits: Limits }

const END_KEY = '#';
const USUAL_LEVEL = 50, RETRY = 3_000;

class Lab {
  readonly #first: State;
  readonly #charts: { surprise?: SurpriseChart; order: OrderChart };
  readonly #leaving = new AbortController();
  #state: State;
  #desk: Desk | null = null;
  #texts = new Map<number, string>();
  #letters: Uncovered[] = [];
  #chances: Chances | null = null;
  #finished = false;
  #draft: Stake[] = [];
  #level = USUAL_LEVEL;
  #asked = 0;
  #betting = false;
  #reopening = 0;
  #replaying = 0;

  constructor(private readonly root: HTMLElement, private readonly host: Host, private readonly options: Options) {
    this.#first = fresh(options);
    this.#state = readState(new URLSearchParams(location.search), options.prefix, this.#first, options.limits);
    this.#charts = { order: new OrderChart(this.#part('order-chart')) };
    this.#bind();
    void this.#open();
  }

  dispose(): void {
    this.#leaving.abort();
    clearTimeout(this.#reopening);
    clearTimeout(this.#replaying);
    this.#asked = Infinity;
    this.#charts.surprise?.dispose();
    this.#charts.order.dispose();
  }

  #part<T extends HTMLElement = HTMLElement>(name: string): T { return this.root.querySelector<T>(`[data-part="${name}"]`)!; }

  #on<K extends keyof HTMLElementEventMap>(part: string, type: K, act: (event: HTMLElementEventMap[K]) => void): void {
    this.#part(part).addEventListener(type, act, { signal: this.#leaving.signal });
  }

  #bind(): void {
    const letter = this.#part<HTMLInputElement>('letter');
    this.#on('form', 'submit', (event) => { event.preventDefault(); void this.#bet(); });
    this.#on('letter', 'input', () => { const typed = letter.value; letter.value = ''; for (const key of typed) this.#key(key); });
    this.#on('letter', 'keydown', (event) => { if (event.key === 'Backspace' && this.#draft.length > 0) { event.preventDefault(); this.#drafted(this.#draft.slice(0, -1)); } });
    this.#on('levels', 'change', (event) => { this.#weigh(Number((event.target as HTMLInputElement).value)); letter.focus({ preventScroll: true }); });
    this.#on('keys', 'click', (event) => { const key = (event.target as HTMLElement).closest<HTMLElement>('[data-letter]'); if (key) this.#stake(Number(key.dataset.letter)); });
    this.#on('stakes', 'click', (event) => { const chip = (event.target as HTMLElement).closest<HTMLElement>('[data-letter]'); if (chip) { this.#drafted(this.#draft.filter((stake) => stake.letter !== Number(chip.dataset.letter))); letter.focus({ preventScroll: true }); } });
    this.#on('undo', 'click', () => this.#undo());
    this.#on('restart', 'click', () => this.#deal(this.#state.story));
    this.#on('new', 'click', () => this.#deal(1 + (this.#state.story + Math.floor(Math.random() * (this.options.limits.stories - 1))) % this.options.limits.stories));
    this.#on('story-number', 'change', () => {
      const number = this.#part<HTMLInputElement>('story-number');
      if (number.checkValidity() && number.value !== '') this.#deal(Number(number.value));
      else number.value = String(this.#state.story);
    });
    this.#on('order', 'input', () => { this.#state.order = Number(this.#part<HTMLInputElement>('order').value); void this.#bringUp(); this.#drawModel(); });
    this.#on('counted', 'change', () => { this.#state.counted = Number(this.#part<HTMLSelectElement>('counted').value); void this.#open(); });
    this.#on('unit', 'change', () => { this.#state.unit = this.#part<HTMLSelectElement>('unit').value as Unit; this.#draw(); });
    this.#on('shade', 'change', () => { const shade = this.#part<HTMLSelectElement>('shade').value; this.#state.shade = shade === 'none' ? null : shade as Player; this.#draw(); });
    this.#on('players', 'click', (event) => { const player = (event.target as HTMLElement).closest<HTMLElement>('[data-player]')?.dataset.player as Player | undefined; if (player) this.#toggle(player); });
    this.#on('story', 'click', (event) => { const at = (event.target as HTMLElement).closest<HTMLElement>('[data-at]')?.dataset.at; if (at !== undefined) this.#choose(Number(at)); });
    this.#on('story', 'keydown', (event) => {
      const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
      if (move === undefined || this.#letters.length === 0) return;
      event.preventDefault();
      this.#choose(Math.min(this.#letters.length - 1, Math.max(0, this.#at! + move)));
    });
    this.#on('csv', 'click', () => saveCsv(`guess-story-${this.#state.story}`, toCsv(this.#letters, this.#state.bets, this.#textOf, this.#state.order)));
    this.#on('png', 'click', () => this.#charts.surprise?.savePng(`guess-story-${this.#state.story}`));
  }

  /** The letter whose cards lie open; null before the first bet. */
  get #at(): number | null {
    return this.#letters.length === 0 ? null : Math.min(this.#state.at ?? Infinity, this.#letters.length - 1);
  }

  readonly #textOf = (id: number): string => this.#texts.get(id) ?? '�';

  async #open(): Promise<void> {
    const loading = this.#part('loading');
    loading.hidden = false;
    loading.setAttribute('aria-busy', 'true');
    const desk = JSON.parse(await this.host.invokeMethodAsync('OpenAsync', this.#state.counted)) as Desk;
    if (this.#leaving.signal.aborted) return;
    if (desk.error) {
      this.#complain(`${desk.error} The lab asks again by itself.`);
      this.#reopening = window.setTimeout(() => void this.#open(), RETRY);
      return;
    }

    this.#desk = desk;
    this.#texts = new Map(desk.alphabet.map(({ id, text }) => [id, text]));
    this.#part('problem').replaceChildren();
    loading.setAttribute('aria-busy', 'false');
    loading.hidden = true;
    this.#part('game').hidden = false;
    this.#part<HTMLDetailsElement>('keyboard').open ||= matchMedia('(pointer: coarse)').matches;
    this.#part('examples').replaceChildren(...desk.examples.map((story) => element('p', 'guess-example', story)));
    this.#drawKeys();
    this.#drawModel();
    const known = this.#state.bets.every(({ stakes }) => stakes.every(({ letter }) => this.#texts.has(letter)));
    if (!known) this.#state = { ...this.#state, bets: [], uncovered: 0, at: null };
    if (await this.#bringUp() && !known) this.#complain('The bets in this address are on no letters of the story. It starts from its beginning.');
  }

  /** Brings the page up to its bets, trying until the trainer has played. Says whether it did at once. */
  async #bringUp(): Promise<boolean> {
    const played = await this.#play();
    if (!played) this.#replaying = window.setTimeout(() => void this.#bringUp(), RETRY);
    return played;
  }

  /** Plays all bets again; what was asked last counts. Says whether the trainer played. */
  async #play(): Promise<boolean> {
    clearTimeout(this.#replaying);
    const number = ++this.#asked, { story, counted: stories, order, bets, at } = this.#state;
    const game = { story, counted: stories, order, bets: bets.map(({ stakes }) => stakes.map(({ letter, percent }) => [letter, percent])), at };
    const reply = JSON.parse(await this.host.invokeMethodAsync('PlayAsync', JSON.stringify(game))) as Reply;
    if (number !== this.#asked) return true;
    if (reply.error) { this.#complain(reply.error); return false; }
    this.#part('problem').replaceChildren();
    const before = this.#letters.length;
    [this.#letters, this.#chances, this.#finished] = [reply.letters, reply.chances ?? null, reply.finished];
    if (this.#letters.length > before) this.#drawVerdict();
    else if (this.#letters.length < before) this.#part('verdict').replaceChildren(element('p', '', this.#letters.length === 0 ? 'A new game. Which letter does the story begin with?' : `Taken back. You have seen letter ${this.#letters.length + 1}, so it will count for nobody.`));
    this.#state.bets.length = Math.min(this.#state.bets.length, this.#letters.length);
    this.#state.uncovered = Math.max(this.#state.uncovered, this.#letters.length);
    this.#draw();
    return true;
  }

  async #bet(): Promise<void> {
    if (this.#betting || this.#finished || !this.#desk) return;
    this.#betting = true;
    const draft = this.#draft, place = this.#state.bets.length;
    this.#state.bets.push({ stakes: draft, seen: place < this.#state.uncovered });
    this.#state.at = null;
    this.#drafted([]);
    if (!await this.#play()) {
      this.#state.bets.length = place;
      this.#drafted(draft);
    }
    this.#betting = false;
  }

  #undo(): void {
    if (this.#betting || this.#state.bets.length === 0) return;
    const { stakes } = this.#state.bets.pop()!;
    this.#state.at = null;
    this.#drafted(stakes);
    void this.#bringUp();
    this.#focus();
  }

  #deal(story: number): void {
    this.#state = { ...this.#state, story, bets: [], uncovered: 0, at: null };
    this.#drafted([]);
    void this.#bringUp();
    this.#focus();
  }

  /** Back to typing, except where that would call a screen keyboard up over the page. */
  #focus(): void { if (!matchMedia('(pointer: coarse)').matches) this.#part('letter').focus({ preventScroll: true }); }

  #choose(at: number): void {
    this.#state.at = at === this.#letters.length - 1 ? null : at;
    this.#draw();
    void this.#bringUp();
  }

  #toggle(player: Player): void {
    const { hidden } = this.#state;
    this.#state.hidden = hidden.includes(player) ? hidden.filter((each) => each !== player) : [...hidden, player];
    this.#draw();
  }

  #key(key: string): void {
    const level = '1234'.indexOf(key);
    if (level >= 0) { this.#weigh(Number(this.root.querySelectorAll<HTMLInputElement>('.level input')[level].value)); return; }
    const letter = this.#desk?.alphabet.find(({ text }) => text === (key === END_KEY ? '' : key));
    if (letter) this.#stake(letter.id);
    else this.#say(`“${key}” stands in none of the stories.`);
  }

  #stake(letter: number): void {
    const stakes = stakeOn(this.#draft, letter, this.#level);
    if (stakes) this.#drafted(stakes);
    else this.#say(`${MAX_PERCENT} % are staked, and that is all: something must be left for what you do not expect.`);
  }

  #weigh(percent: number): void {
    this.#level = percent;
    this.#drafted(weigh(this.#draft, percent));
  }

  #drafted(stakes: Stake[]): void {
    this.#draft = stakes;
    this.#drawDraft();
  }

  #say(words: string): void { this.#part('costs').textContent = words; }

  #complain(message: string): void {
    const box = element('div', 'state bad', message);
    box.setAttribute('role', 'alert');
    this.#part('problem').replaceChildren(box);
  }

  #drawKeys(): void {
    const group = (text: string): number => text === '' ? 4 : text === ' ' ? 1 : /[a-z]/.test(text) ? 0 : /[A-Z]/.test(text) ? 3 : 2;
    const letters = [...this.#desk!.alphabet].sort((a, b) => group(a.text) - group(b.text) || (a.text < b.text ? -1 : 1));
    this.#part('keys').replaceChildren(...letters.map(({ id, text }) => {
      const key = element('button', 'key', text === ' ' ? 'space' : shown(text));
      key.type = 'button';
      key.tabIndex = -1; // the field above takes every letter from the keyboard
      key.dataset.letter = String(id);
      key.setAttribute('aria-label', text === '' ? 'end of the story' : text === ' ' ? 'space' : text === text.toLowerCase() ? text : `capital ${text}`);
      return key;
    }));
  }

  #drawDraft(): void {
    if (!this.#desk) return;
    const { unit } = this.#state, factor = factorOf(unit), { staked: priced, other } = costs(this.#draft, this.#desk.vocabularySize);
    this.#part('stakes').replaceChildren(...this.#draft.map(({ letter, percent }) => {
      const chip = element('button', 'stake', `${shown(this.#textOf(letter))} ${percent} %`);
      chip.type = 'button';
      chip.dataset.letter = String(letter);
      chip.setAttribute('aria-label', `Take ${percent} % from ${spoken(this.#textOf(letter))}`);
      return chip;
    }));
    for (const radio of this.root.querySelectorAll<HTMLInputElement>('.level input')) radio.checked = Number(radio.value) === this.#level;
    const amount = (nats: number): string => `${(nats * factor).toFixed(2)} ${unit}`;
    const words = this.#draft.length === 0
      ? `Without a stake you pay ${unit === 'bits' ? 'log₂' : 'ln'} ${this.#desk.vocabularySize} = ${amount(other)}, whatever comes.`
      : `You pay ${priced.map(({ letter, nats }) => `${amount(nats)} for ${spoken(this.#textOf(letter))}`).join(', ')}, and ${amount(other)} for anything else.`;
    this.#say(this.#finished ? '' : words);
    const bet = this.#part<HTMLButtonElement>('bet');
    bet.textContent = this.#draft.length === 0 ? 'No idea' : staked(this.#draft) === MAX_PERCENT ? 'Bet all' : 'Bet';
    bet.disabled = this.#finished;
    this.#part<HTMLInputElement>('letter').disabled = this.#finished;
    this.#drawText();
  }

  #drawText(): void {
    const { bets, shade } = this.#state, draft = this.#draft[0];
    drawStory(this.#part('story'), {
      letters: this.#letters, bets, shade, at: this.#at, uniform: this.#desk!.uniform, finished: this.#finished,
      draft: draft ? this.#textOf(draft.letter) || 'end' : '',
    }, this.#textOf);
  }

  #draw(): void {
    const desk = this.#desk;
    if (!desk) return;
    const { story, order, unit, bets, hidden, shade } = this.#state, letters = this.#letters, at = this.#at, score = counted(letters, bets);
    replaceQuery((query) => writeState(query, this.options.prefix, this.#state, this.#first));
    this.#part<HTMLInputElement>('story-number').value = String(story);
    for (const part of ['story-number', 'new'] as const) this.#part<HTMLButtonElement>(part).disabled = false;
    for (const part of ['undo', 'restart', 'csv', 'png'] as const) this.#part<HTMLButtonElement>(part).disabled = letters.length === 0;
    this.#part<HTMLSelectElement>('shade').value = shade ?? 'none';
    this.#part<HTMLSelectElement>('unit').value = unit;
    this.#part('place').textContent = letters.length === 0 ? 'Nothing is uncovered yet.'
      : `${integer(letters.length)} ${letters.length === 1 ? 'letter' : 'letters'}${score < letters.length ? `, ${integer(score)} of them count` : ''}`;
    this.root.dataset.letters = String(letters.length);
    this.#drawDraft();
    drawScores(this.#part('scores'), desk, letters, bets, at, order, unit);
    this.#part('letter-column').textContent = at === null ? 'this letter' : `letter ${at + 1}`;
    this.#readout(at);
    this.#drawPlayers(hidden, order);

    const picture = { desk, letters, bets, order, unit, hidden, at };
    if (this.#charts.surprise) this.#charts.surprise.draw(picture);
    else this.#charts.surprise = new SurpriseChart(this.#part('chart'), picture, (hovered) => this.#readout(hovered ?? this.#at), (picked) => this.#choose(picked));
    const factor = factorOf(unit), said = PLAYERS.map((player) => `${nameOf(player, order)} ${((runningMeans(letters, bets, player).at(-1) ?? NaN) * factor).toFixed(2)}`).join(', ');
    this.#part('chart').setAttribute('aria-label', `Surprise against letter, in ${unit}: a blind guess ${(desk.uniform * factor).toFixed(2)}, unigram entropy ${(desk.unigramEntropy * factor).toFixed(2)}, floor ${(desk.floor * factor).toFixed(2)}.${score > 0 ? ` Averages after ${score} letters: ${said}.` : ''}`);

    const chances = this.#chances, open = chances !== null && at !== null && chances.at === at;
    this.#part('no-chances').hidden = letters.length > 0;
    this.#part('chances-scroll').hidden = !open;
    this.#part('chances-at').textContent = at === null ? '' : `letter ${at + 1}, ${spoken(this.#textOf(letters[at].letter))}`;
    if (open) drawChances(this.#part<HTMLTableElement>('chances'), chances, letters[at].letter, order, this.#textOf);
    this.#drawModel();
  }

  #drawPlayers(hidden: Player[], order: number): void {
    const place = this.#part('players');
    if (place.childElementCount === 0) {
      place.append(...PLAYERS.map((player) => {
        const button = element('button', `player of-${player.toLowerCase()}`);
        button.type = 'button';
        button.dataset.player = player;
        return button;
      }));
    }
    for (const button of place.querySelectorAll<HTMLElement>('[data-player]')) {
      const player = button.dataset.player as Player;
      button.textContent = nameOf(player, order);
      button.setAttribute('aria-pressed', String(!hidden.includes(player)));
    }
  }

  #drawModel(): void {
    const desk = this.#desk!, { order, unit, counted: stories } = this.#state, factor = factorOf(unit);
    this.#part<HTMLInputElement>('order').value = String(order);
    this.#part<HTMLInputElement>('order').style.setProperty('--fill', `${(order - this.options.limits.minOrder) / (this.options.limits.maxOrder - this.options.limits.minOrder) * 100}%`);
    this.#part('order-value').textContent = String(order);
    this.#part<HTMLSelectElement>('counted').value = String(stories);
    const [heldOut, known] = [desk.heldOut[order], desk.known[order]].map((nats) => (nats * factor).toFixed(2));
    this.#part('order-words').textContent = `${order}-gram: ${heldOut} ${unit} a letter on stories held out, ${known} on stories it has counted`;
    this.#part('order-chart').setAttribute('aria-label', `${unit} a letter against the order of the model. On stories held out: ${desk.heldOut.map((nats, index) => `order ${index} ${(nats * factor).toFixed(2)}`).join(', ')}. Floor ${(desk.floor * factor).toFixed(2)}.`);
    this.#charts.order.draw(desk, unit, order);
  }

  #readout(at: number | null): void {
    const { order, unit } = this.#state, letter = at === null ? undefined : this.#letters[at];
    this.#part('readout').textContent = letter === undefined ? 'Your first bet draws the first dots.'
      : `Letter ${at! + 1}, ${spoken(this.#textOf(letter.letter))}: ${PLAYERS.map((player) => `${nameOf(player, order)} ${(letter[player] * factorOf(unit)).toFixed(2)}`).join(' · ')} ${unit}`;
  }

  #drawVerdict(): void {
    const letter = this.#letters.at(-1), { order, unit, bets } = this.#state;
    if (!letter) return;
    const factor = factorOf(unit), amount = (player: Player): string => (letter[player] * factor).toFixed(2), words = element('p');
    words.append('It was ', element('b', '', spoken(this.#textOf(letter.letter))), '. You paid ', element('b', 'of-you', `${amount('you')} ${unit}`),
      `, the unigram ${amount('unigram')}, the bigram ${amount('bigram')}, the ${nameOf('nGram', order)} ${amount('nGram')}, the author ${amount('source')}.`);
    if (bets.at(-1)?.seen) words.append(' You had seen it, so it counts for nobody.');
    const place = this.#part('verdict');
    place.replaceChildren(words);
    const mean = runningMeans(this.#letters, bets, 'you').at(-1);
    if (this.#finished) place.append(element('p', '', `The story ends here.${mean == null ? '' : ` On average you paid ${(mean * factor).toFixed(2)} ${unit} a letter: as if there had been ${Math.exp(mean).toFixed(1)} letters to choose from each time.`}`));
  }
}

export function attach(root: HTMLElement, host: Host, options: Options): Lab { return new Lab(root, host, options); }
