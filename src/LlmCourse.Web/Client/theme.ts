// Sets theme and outline before the first paint, so that neither flashes. The shell module changes them later.
export {};
const root = document.documentElement;
const stored = (key: string): string | null => {
  try { return localStorage.getItem(key); } catch { return null; }
};

const choice = stored('theme') ?? 'system';
const prefers = (what: string): boolean => matchMedia(`(prefers-${what})`).matches;
root.dataset.themeChoice = choice;
root.dataset.theme = choice !== 'system' ? choice : prefers('contrast: more') ? 'contrast' : prefers('color-scheme: dark') ? 'dark' : 'light';
if (stored('outline') === 'closed') root.dataset.outline = 'closed';
