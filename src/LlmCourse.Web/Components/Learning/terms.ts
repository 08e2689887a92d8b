// A term's definition in a small window: on hover, on focus and on tap; Escape closes it.

const definitions = new Map<string, Promise<string | null>>();
let shown: HTMLAnchorElement | null = null;
let timer = 0;

function define(id: string): Promise<string | null> {
  let known = definitions.get(id);
  if (!known) {
    known = fetch(`/glossary/${encodeURIComponent(id)}`).then((answer) => answer.ok ? answer.text() : null).catch(() => null);
    definitions.set(id, known);
  }
  return known;
}

function bubble(): HTMLElement {
  const existing = document.getElementById('term-bubble');
  if (existing) return existing;
  const made = document.createElement('div');
  made.id = 'term-bubble';
  made.className = 'term-bubble';
  made.setAttribute('role', 'tooltip');
  made.hidden = true;
  made.addEventListener('pointerenter', () => clearTimeout(timer));
  made.addEventListener('pointerleave', () => hideSoon());
  document.body.append(made);
  return made;
}

async function show(link: HTMLAnchorElement): Promise<void> {
  clearTimeout(timer);
  if (shown === link) return;
  shown = link;
  const text = await define(link.dataset.term ?? '');
  if (shown !== link || text === null) return;
  const box = bubble();
  box.innerHTML = text; // made safe by the reader of lessons, on the server
  box.hidden = false;
  link.setAttribute('aria-describedby', box.id);
  const place = link.getBoundingClientRect();
  box.style.left = `${Math.max(8, Math.min(place.left, innerWidth - box.offsetWidth - 8)) + scrollX}px`;
  const below = place.bottom + 6 + box.offsetHeight < innerHeight;
  box.style.top = `${(below ? place.bottom + 6 : place.top - box.offsetHeight - 6) + scrollY}px`;
}

function hide(): void {
  clearTimeout(timer);
  shown?.removeAttribute('aria-describedby');
  shown = null;
  bubble().hidden = true;
}

function hideSoon(): void { clearTimeout(timer); timer = window.setTimeout(hide, 200); }

/** Listens for terms in an article. */
export function bindTerms(article: HTMLElement): void {
  const termOf = (event: Event): HTMLAnchorElement | null => (event.target as HTMLElement).closest<HTMLAnchorElement>('a.term[data-term]');
  article.addEventListener('pointerover', (event) => { const link = termOf(event); if (link && event.pointerType === 'mouse') void show(link); });
  article.addEventListener('pointerout', (event) => { if (termOf(event) && event.pointerType === 'mouse') hideSoon(); });
  article.addEventListener('focusin', (event) => { const link = termOf(event); if (link?.matches(':focus-visible')) void show(link); });
  article.addEventListener('focusout', (event) => { if (termOf(event)) hideSoon(); });
  // The first tap explains, the second follows the link.
  let touched = false;
  article.addEventListener('pointerdown', (event) => { touched = event.pointerType !== 'mouse'; });
  article.addEventListener('click', (event) => {
    const link = termOf(event);
    if (!link || !touched || shown === link) return;
    event.preventDefault();
    event.stopPropagation();
    void show(link);
  }, { capture: true });
}

document.addEventListener('keydown', (event) => { if (event.key === 'Escape' && shown) hide(); });
