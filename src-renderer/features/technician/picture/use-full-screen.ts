import { useEffect } from 'react';
import { useDeskUi, useDeskUiStore } from '../desk/desk-ui.ts';
import { useDesk } from '../desk/use-desk.ts';

/**
 * Full screen is ours first (the stage covers the page); the browser's own is asked for on top, and where it is
 * refused the page is still covered. Leaving one leaves the other; the end of the session leaves both.
 */
export function useFullScreen(): void {
  const ui = useDeskUiStore();
  const full = useDeskUi((state) => state.fullScreen);
  const over = useDesk((desk) => desk.ended !== null);
  useEffect(() => {
    if (over) ui.setState({ fullScreen: false });
  }, [over, ui]);
  useEffect(() => {
    if (!full) return undefined;
    void enter();
    const leave = () => ui.setState({ fullScreen: false });
    const onKey = (event: KeyboardEvent) => {
      // a dialog above the picture takes Esc for itself
      if (event.key === 'Escape' && !event.defaultPrevented && ui.getState().dialog === null) leave();
    };
    const onChange = () => {
      if (document.fullscreenElement === null) leave();
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('fullscreenchange', onChange);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('fullscreenchange', onChange);
      if (document.fullscreenElement) void document.exitFullscreen();
    };
  }, [full, ui]);
}

async function enter(): Promise<void> {
  try {
    await document.documentElement.requestFullscreen();
  } catch {
    // not allowed in this frame or without a click just now: the page is covered all the same
  }
}
