// Works the single keys, the search dialog, and its list of hits.
import { actionOf, type Action } from './shortcuts';

const isOn = (): boolean => { try { return localStorage.getItem('shortcuts') !== 'off'; } catch { return true; } };

function openSearch(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#search-dialog');
  if (!dialog || dialog.open) return;
  dialog.showModal();
  dialog.querySelector('input')?.select();
}

/** Turns to the neighbouring lesson, except where a game is played with letters: one that misses its field must not leave the page. */
function follow(rel: 'next' | 'prev'): void {
  if (document.querySelector('[data-takes-letters]')) return;
  document.querySelector<HTMLAnchorElement>(`.neighbours a[rel=${rel}]`)?.click();
}

/** Goes to the next or previous heading, and puts the focus there for those who listen. */
function moveSection(by: 1 | -1): void {
  const headings = [...document.querySelectorAll<HTMLElement>(`article.lesson .prose ${by === 1 ? 'h2' : ':is(h1, h2)'}`)];
  const line = (document.querySelector('header.top')?.getBoundingClientRect().bottom ?? 0) + 24;
  const tops = headings.map((heading) => heading.getBoundingClientRect().top);
  const index = by === 1 ? tops.findIndex((top) => top > line + 1) : tops.findLastIndex((top) => top < line - 9);
  const heading = headings[index];
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: 'start' });
}

const ACT: Record<Action, () => void> = {
  search: openSearch,
  next: () => follow('next'),
  previous: () => follow('prev'),
  down: () => moveSection(1),
  up: () => moveSection(-1),
  help: () => document.getElementById('settings')?.showPopover(),
};

function markSetting(): void { for (const box of document.querySelectorAll<HTMLInputElement>('[data-shortcuts]')) box.checked = isOn(); }

/** Arrow keys move through the hits, Enter opens the one that is chosen, or the first; Escape closes. */
function workHits(event: KeyboardEvent, input: HTMLInputElement): void {
  const options = [...document.querySelectorAll<HTMLElement>('#search-hits [role=option]')];
  const at = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
  if (event.key === 'Escape') { // a search field would take the first Escape to empty itself
    event.preventDefault();
    input.closest('dialog')?.close();
  } else if (event.key === 'Enter') {
    event.preventDefault();
    (options[Math.max(0, at)] as HTMLAnchorElement | undefined)?.click();
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const next = options[Math.min(options.length - 1, Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1)))];
    for (const option of options) option.setAttribute('aria-selected', String(option === next));
    next?.scrollIntoView({ block: 'nearest' });
    if (next) input.setAttribute('aria-activedescendant', next.id);
  }
}

export function bindKeys(): void {
  document.addEventListener('keydown', (event) => {
    const target = event.composedPath()[0] as HTMLElement; // in a shadow root, such as the editor's, event.target is only its host
    if (target.id === 'search-input') { workHits(event, target as HTMLInputElement); return; }
    const action = actionOf(event, target, isOn());
    if (!action) return;
    event.preventDefault();
    ACT[action]();
  });
  document.addEventListener('click', (event) => {
    const target = event.target as HTMLElement;
    if (target.closest('[data-search-open]')) openSearch();
    const dialog = document.querySelector<HTMLDialogElement>('#search-dialog');
    if (dialog?.open && (target === dialog || target.closest('#search-dialog a'))) dialog.close();
  });
  document.addEventListener('change', (event) => {
    const box = (event.target as HTMLElement).closest<HTMLInputElement>('[data-shortcuts]');
    if (box) { try { localStorage.setItem('shortcuts', box.checked ? 'on' : 'off'); } catch { /* a private window keeps the default */ } }
  });
  document.addEventListener('toggle', markSetting, true);
  markSetting();
}
