import './technician.css';
import { useTechnician } from '../../ui/app-context.tsx';
import { UiRoot } from '../../ui/ui-root.tsx';
import { DeskScreen } from './desk/desk-screen.tsx';
import { JoinScreen } from './join/join-screen.tsx';

/**
 * The technician's window: a code first, then the desk. Needs TechnicianContext above it, brings its own UiRoot.
 * `web` is true in a browser, where the server sent the page.
 */
export function TechnicianApp({ web }: { readonly web: boolean }) {
  const settings = useTechnician((state) => state.settings);
  const startedAt = useTechnician((state) => state.desk?.startedAt ?? null);
  return (
    <UiRoot settings={settings}>
      {/* a desk of its own for every session: nothing that was open or typed carries over */}
      {startedAt === null ? <JoinScreen web={web} /> : <DeskScreen key={startedAt} web={web} />}
    </UiRoot>
  );
}
