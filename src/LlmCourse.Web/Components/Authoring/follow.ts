// The preview shows what is being typed. It leaves an author alone who has turned to another place of it, say to watch a
// run, until they type in another block.

/** Looks at most, one a frame, until what was edited stays in view. */
const FRAMES = 8;

/** Makes a preview follow the text; each edit is reported with the block that it is in. */
export class Follower {
  #block = -1;
  #follows = true;
  #edited = false;
  readonly #changes: MutationObserver;
  readonly #leave = (): void => { this.#follows = false; };

  constructor(private readonly pane: HTMLElement) {
    for (const own of ['wheel', 'touchmove', 'pointerdown', 'keydown']) pane.addEventListener(own, this.#leave, { passive: true });
    this.#changes = new MutationObserver((records) => this.#show(records));
    this.#changes.observe(pane, { subtree: true, childList: true, characterData: true });
  }

  /** Something was typed in the block that begins in this line. */
  edited(block: number): void {
    if (block !== this.#block) this.#follows = true;
    this.#block = block;
    this.#edited = true;
  }

  dispose(): void {
    this.#changes.disconnect();
    for (const own of ['wheel', 'touchmove', 'pointerdown', 'keydown']) this.pane.removeEventListener(own, this.#leave);
  }

  #show(records: MutationRecord[]): void {
    if (!this.#edited || !this.#follows) return;
    const changed = records.flatMap((record) => record.type === 'childList' ? [...record.addedNodes].filter((node) => node instanceof Element) : [record.target.parentElement])
      .find((element) => element?.isConnected && element.closest('.preview') && element.getClientRects().length > 0);
    if (!changed) return;
    this.#edited = false;
    this.#bring(changed, FRAMES);
  }

  /** Scrolls to an element. What was out of view has had an estimated height only, so that one look may not be enough. */
  #bring(element: Element, frames: number): void {
    const place = element.getBoundingClientRect(), view = this.pane.getBoundingClientRect();
    if (!this.#follows || !element.isConnected || frames === 0) return;
    if (place.top < view.top || place.top >= view.bottom - 40) this.pane.scrollTop += place.top - view.top - view.height / 4;
    else if (frames < FRAMES - 1) return;
    requestAnimationFrame(() => this.#bring(element, frames - 1));
  }
}
