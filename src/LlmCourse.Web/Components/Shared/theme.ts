// What drawn pictures share with the page around them: its colours, its type, and when they change.

/** The face of words in a picture. */
export const FACE = '"IBM Plex Sans", system-ui, sans-serif';

/** The value of a design token in the present theme: `--ink`. */
export const token = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Calls when the place of a picture changes its size, and when the theme changes its colours; gives what ends it. */
export function follow(place: Element, resized: () => void, recoloured: () => void): () => void {
  const sizes = new ResizeObserver(resized);
  sizes.observe(place);
  document.addEventListener('themechange', recoloured);
  return () => {
    sizes.disconnect();
    document.removeEventListener('themechange', recoloured);
  };
}
