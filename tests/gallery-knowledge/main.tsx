import { createRoot } from 'react-dom/client';
import { UiRoot } from '../../src-renderer/ui/ui-root.tsx';
import type { GalleryWindow } from '../gallery-desk/main.tsx';
import { states } from './states.tsx';

/** ?state=editor&theme=dark: one state of the screens about articles, with nothing behind it. */
declare const window: GalleryWindow;
window.gallery = { names: Object.keys(states), takeScreenBack: () => undefined };

const query = new URLSearchParams(location.search);
const name = query.get('state') ?? 'article-host';
const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
const root = document.querySelector('#root');
if (root === null) throw new Error('no #root');
createRoot(root).render(
  <UiRoot settings={{ theme, textSize: 100 }}>
    <main>
      <h1 className="visually-hidden">{name}</h1>
      {states[name]?.((...values) => console.info('called', ...values))}
    </main>
  </UiRoot>,
);
