// A page arrives as plain text first and is replaced, node by node, once it is live. What a reader has unfolded in between must not fold up under their eyes.

/** Names a fold across its replacement: the page, the nearest named place, and what its summary says. */
function nameOf(fold: HTMLDetailsElement): string {
  return [location.pathname, fold.closest('[id]')?.id ?? '', fold.querySelector('summary')?.textContent ?? ''].join('\n');
}

/** Keeps what the reader opens open when its node is replaced by a new one of the same name, until the page is left. */
export function keepFolds(): void {
  const unfolded = new Set<string>();
  document.addEventListener('click', (event) => {
    const fold = (event.target as Element).closest('summary')?.closest('details');
    if (!fold || event.defaultPrevented) return;
    if (fold.open) unfolded.delete(nameOf(fold)); // the click turns it over after this
    else unfolded.add(nameOf(fold));
  });
  new MutationObserver((changes) => {
    if (unfolded.size === 0) return;
    for (const added of changes.flatMap((change) => [...change.addedNodes])) {
      if (!(added instanceof Element)) continue;
      for (const fold of [...(added instanceof HTMLDetailsElement ? [added] : []), ...added.querySelectorAll('details')]) {
        if (unfolded.has(nameOf(fold))) fold.open = true;
      }
    }
  }).observe(document.body, { childList: true, subtree: true });
}
