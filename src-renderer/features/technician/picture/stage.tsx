import { memo, useEffect, useRef } from 'react';
import { useWords } from '../../../words/i18n.ts';
import { useDeskUi, useDeskUiStore } from '../desk/desk-ui.ts';
import { useDesk } from '../desk/use-desk.ts';
import { FullScreenExit } from './full-screen-exit.tsx';
import { useBox, useDevicePixelRatio, usePictureSize } from './measure.ts';
import { placePicture, zoomStep, type Place } from './place-picture.ts';
import { StagePanel } from './stage-panel.tsx';
import { useStageState } from './use-stage-state.ts';
import { useFullScreen } from './use-full-screen.ts';
import { usePan } from './use-pan.ts';

/**
 * The place of the picture. Its element is made once and lives as long as the desk: only its size, its place and
 * whether it shows ever change.
 */
export const Stage = memo(function Stage() {
  const { t } = useWords('desk');
  const picture = useDesk((desk) => desk.picture);
  const full = useDeskUi((state) => state.fullScreen);
  const state = useStageState();
  const stage = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const place = usePlace(stage);
  const shown = state === 'live' || state === 'lost';
  usePan(frame, place?.pans ?? false);
  useCtrlWheel(frame);
  useFullScreen();
  useEffect(
    () => (picture === null || host.current === null ? undefined : picture.mount(host.current)),
    [picture],
  );
  useEffect(() => {
    if (full) frame.current?.focus({ preventScroll: true });
  }, [full]);
  return (
    <div
      ref={stage}
      className="t-stage"
      data-full={full || undefined}
      data-state={state}
      data-exact={place?.exact || undefined}
    >
      <div
        ref={frame}
        className="t-stage-frame"
        data-panel="picture"
        data-pans={place?.pans || undefined}
        tabIndex={0}
        role="group"
        aria-label={t(shown ? 'picture.label' : 'picture.labelNone')}
      >
        <div
          ref={host}
          className="t-picture"
          data-picture
          data-shown={shown || undefined}
          data-crisp={place?.crisp || undefined}
          style={styleOf(place)}
        />
      </div>
      {state === 'live' ? null : <StagePanel state={state} />}
      {full ? <FullScreenExit quiet={place?.exact ?? false} /> : null}
    </div>
  );
});

function usePlace(stage: React.RefObject<HTMLDivElement | null>): Place | null {
  const ui = useDeskUiStore();
  const picture = useDesk((desk) => desk.picture);
  const zoom = useDeskUi((state) => state.zoom);
  const size = usePictureSize(picture);
  const box = useBox(stage);
  const devicePixelRatio = useDevicePixelRatio();
  const place = box === null || size === null ? null : placePicture({ box, size, zoom, devicePixelRatio });
  const scale = place?.scale ?? null;
  useEffect(() => ui.setState({ scale }), [ui, scale]);
  return place;
}

function styleOf(place: Place | null): React.CSSProperties {
  if (place === null) return { width: '100%', height: '100%' };
  const { left, top, width, height } = place;
  return { left, top, width, height };
}

/** Ctrl and the wheel zoom, as everywhere; the browser's own page zoom must not happen, so React's passive listener is no use. */
function useCtrlWheel(frame: React.RefObject<HTMLElement | null>): void {
  const ui = useDeskUiStore();
  useEffect(() => {
    const target = frame.current;
    if (target === null) return undefined;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const { scale } = ui.getState();
      if (scale !== null) ui.setState({ zoom: zoomStep(scale, event.deltaY < 0 ? 1 : -1) });
    };
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  }, [frame, ui]);
}
