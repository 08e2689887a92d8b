// What the frame does without the server: theme, outline, and what to do when the circuit is gone for good.
import { keepFolds } from './folds';
import { bindKeys } from './Keys';

const root = document.documentElement;
const systemDark = matchMedia('(prefers-color-scheme: dark)');
const systemContrast = matchMedia('(prefers-contrast: more)');

function remember(key: string, value: string): void {
  try { localStorage.setItem(key, value); } catch { /* a private window: the choice holds until the page is left */ }
}

function applyTheme(choice: string): void {
  root.dataset.themeChoice = choice;
  root.dataset.theme = choice !== 'system' ? choice : systemContrast.matches ? 'contrast' : systemDark.matches ? 'dark' : 'light';
  markTheme();
  document.dispatchEvent(new CustomEvent('themechange'));
}

function markTheme(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-theme-set]')) {
    button.setAttribute('aria-pressed', String(button.dataset.themeSet === root.dataset.themeChoice));
  }
}

function toggleOutline(): void {
  if (matchMedia('(max-width: 1180px)').matches) {
    root.dataset.drawer = root.dataset.drawer === 'open' ? 'closed' : 'open';
  } else {
    root.dataset.outline = root.dataset.outline === 'closed' ? 'open' : 'closed';
    remember('outline', root.dataset.outline);
  }
}

document.addEventListener('click', (event) => {
  const target = event.target as HTMLElement;
  const theme = target.closest<HTMLElement>('[data-theme-set]')?.dataset.themeSet;
  if (theme) { remember('theme', theme); applyTheme(theme); }
  if (target.closest('[data-outline-toggle]')) toggleOutline();
  if (target.closest('.outline a')) root.dataset.drawer = 'closed';
  if (target.closest('[data-reload]')) location.reload();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') root.dataset.drawer = 'closed';
});
for (const system of [systemDark, systemContrast]) system.addEventListener('change', () => applyTheme(root.dataset.themeChoice ?? 'system'));
bindKeys();
keepFolds();

// Paper has no folds: what is folded opens for the print, and folds again.
const opened: HTMLDetailsElement[] = [];
addEventListener('beforeprint', () => {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>('main details:not([open])')) { fold.open = true; opened.push(fold); }
});
addEventListener('afterprint', () => { for (const fold of opened.splice(0)) fold.open = false; });

// The interactive render replaces the prerendered bar: mark its buttons again.
new MutationObserver(markTheme).observe(document.body, { childList: true, subtree: false });
document.addEventListener('toggle', markTheme, true); // the settings open
markTheme();

// A restarted site has forgotten this circuit; the address holds the whole view, so a reload loses nothing.
const overlay = document.getElementById('components-reconnect-modal');
if (overlay) {
  new MutationObserver(() => {
    if (overlay.classList.contains('components-reconnect-rejected')) location.reload();
  }).observe(overlay, { attributes: true, attributeFilter: ['class'] });
}
