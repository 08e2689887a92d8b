// Sets theme and outline before the first paint, so that neither flashes. The shell module changes them later.
export {};
const root = document.documentElement;
const stored = (key: string): string | null => {
  try { return localStorage.getItem(key); } catch { return null; }
};

const choice = stored('theme') ?? 'system';
const dark = choice === 'dark' || (choice === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
root.dataset.themeChoice = choice;
root.dataset.theme = dark ? 'dark' : 'light';
if (stored('outline') === 'closed') root.dataset.outline = 'closed';
