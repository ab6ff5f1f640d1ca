import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Bridge } from '../src-shared/bridge/contract.ts';
import { IndicatorApp, type IndicatorPort } from './features/indicator/indicator-app.tsx';

/** What the indicator's preload hands over: the few names of the contract that this window may use. */
declare global {
  interface Window {
    readonly alongsideIndicator?: Pick<Bridge, 'request' | 'on'>;
  }
}

const root = document.querySelector('#root');
const bridge = window.alongsideIndicator;
if (root === null || bridge === undefined) throw new Error('the indicator needs its page and its preload');

const port: IndicatorPort = {
  info: () => bridge.request('app.info', undefined),
  settings: () => bridge.request('settings.get', undefined),
  session: () => bridge.request('session.get', undefined),
  onSession: (listener) => bridge.on('session.changed', listener),
  onSettings: (listener) => bridge.on('settings.changed', listener),
  pause: () => void bridge.request('session.pause', undefined),
  resume: () => void bridge.request('session.resume', undefined),
  stop: () => void bridge.request('session.end', { reason: 'stopped-by-person' }),
};

createRoot(root).render(
  <StrictMode>
    <IndicatorApp port={port} />
  </StrictMode>,
);
