/** A canvas knows no custom properties, so the tokens are read out; again when the theme changes. */
interface Colours {
  readonly line: string;
  readonly fill: string;
  readonly limit: string;
  readonly ground: string;
  readonly stale: string;
  readonly staleFill: string;
}

let known: Colours | null = null;

export function colours(): Colours {
  known ??= read();
  return known;
}

function read(): Colours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  if (window.matchMedia('(forced-colors: active)').matches) {
    return {
      line: 'Highlight',
      fill: 'transparent',
      limit: 'CanvasText',
      ground: 'GrayText',
      stale: 'GrayText',
      staleFill: 'transparent',
    };
  }
  return {
    line: token('--accent'),
    fill: `${token('--accent')}1f`,
    limit: token('--amber'),
    ground: token('--control'),
    stale: token('--ink-3'),
    staleFill: `${token('--ink-3')}1f`,
  };
}

const wishes = ['(prefers-color-scheme: dark)', '(forced-colors: active)'] as const;

/** Calls back after the colours have changed: by the technician's choice or by the system's. */
export function watchColours(changed: () => void): () => void {
  const again = () => {
    known = null;
    changed();
  };
  const observer = new MutationObserver(again);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const lists = wishes.map((wish) => window.matchMedia(wish));
  lists.forEach((list) => list.addEventListener('change', again));
  return () => {
    observer.disconnect();
    lists.forEach((list) => list.removeEventListener('change', again));
  };
}
