import { createRoot } from 'react-dom/client';
import { fakeHost } from './fake-host.tsx';
import { hostStates, type Sample } from './host-states.ts';
import { fakeIndicator, indicatorStates } from './fake-indicator.tsx';

/** `?state=3-code&theme=dark&text=150`: one state, full page. Without a state: the list of all. */
const query = new URLSearchParams(location.search);
const root = document.querySelector('#root');
if (root === null) throw new Error('no #root');

function page() {
  const name = query.get('state') ?? '';
  const sample: Sample | undefined = Object.entries(hostStates).find(([key]) => key === name)?.[1];
  if (sample !== undefined) {
    const { saved = null } = sample.state;
    const host = fakeHost({ ...sample, state: { ...sample.state, saved: null } });
    setTimeout(() => {
      host.store.setState({ saved });
      press(sample.press);
    }, 50);
    const text = Number(query.get('text') ?? 100);
    host.store.setState((state) => ({
      settings: { ...state.settings, textSize: text === 150 ? 150 : text === 125 ? 125 : 100 },
    }));
    Object.assign(globalThis, { galleryCalls: host.calls });
    return host.element;
  }
  const indicator = Object.entries(indicatorStates).find(([key]) => key === name)?.[1];
  if (indicator !== undefined) return fakeIndicator(indicator);
  return <List />;
}

function press(text: string | undefined): void {
  if (text === undefined) return;
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes(text));
  button?.click();
  button?.scrollIntoView();
}

function List() {
  return (
    <ul>
      {[...Object.keys(hostStates), ...Object.keys(indicatorStates)].map((name) => (
        <li key={name}>
          <a href={`?state=${name}`}>{name}</a>
        </li>
      ))}
    </ul>
  );
}

createRoot(root).render(page());
