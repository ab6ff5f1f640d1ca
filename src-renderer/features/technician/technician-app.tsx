import './technician.css';
import type { Around } from './around.ts';
import { useTechnician } from '../../ui/app-context.tsx';
import { UiRoot } from '../../ui/ui-root.tsx';
import { DeskScreen } from './desk/desk-screen.tsx';
import { JoinScreen } from './join/join-screen.tsx';

/**
 * The technician's window: a code first, then the desk. Needs TechnicianContext above it, brings its own UiRoot
 * where it is not a part of the console.
 * `web` is true in a browser, where the server sent the page.
 */
export function TechnicianApp({ web, around = {} }: { readonly web: boolean; readonly around?: Around }) {
  const settings = useTechnician((state) => state.settings);
  const startedAt = useTechnician((state) => state.desk?.startedAt ?? null);
  // a desk of its own for every session: nothing that was open or typed carries over
  const screen =
    startedAt === null ? (
      <JoinScreen web={web} around={around} />
    ) : (
      <DeskScreen key={startedAt} web={web} home={around.home} />
    );
  return around.rail === undefined ? <UiRoot settings={settings}>{screen}</UiRoot> : screen;
}
