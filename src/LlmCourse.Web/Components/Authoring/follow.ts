// The preview shows what is being typed. It leaves an author alone who has turned to another place of it, say to watch a
// run, until they type in another block.

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
    const changed = records.flatMap((record) => record.type === 'childList' ? [...record.addedNodes] : [record.target])
      .map((node) => (node instanceof Element ? node : node.parentElement))
      .find((element) => element?.isConnected && element.closest('.preview') && element.getClientRects().length > 0);
    if (!changed) return;
    this.#edited = false;
    const place = changed.getBoundingClientRect(), view = this.pane.getBoundingClientRect();
    if (place.top >= view.top && place.top < view.bottom - 40) return;
    this.pane.scrollTop += place.top - view.top - view.height / 4;
  }
}
