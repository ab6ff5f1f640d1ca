import type { AreaDataOf } from '../../../src-shared/diagnostics/area-schemas.ts';
import { facts, unavailable, type Answer } from '../answer.ts';
import { nameOf } from '../clean.ts';
import { emptyMedia } from '../no-media.ts';
import type { SourceTools } from '../sources.ts';

const cameraFolder = '/sys/class/video4linux';
const portal = 'org.freedesktop.portal.Desktop';

/** One camera shows up as several nodes (picture, data about it); the first of each has the index 0. */
export async function linuxCameras({ files }: SourceTools): Promise<Answer<AreaDataOf['cameras']>> {
  const nodes = (await files.list(cameraFolder)).filter((name) => /^video\d+$/.test(name)).slice(0, 64);
  const cameras = await Promise.all(
    nodes.map(async (node) => ({
      name: nameOf(await files.text(`${cameraFolder}/${node}/name`)),
      first: ((await files.text(`${cameraFolder}/${node}/index`)) ?? '0').trim() === '0',
    })),
  );
  const own = cameras.filter(({ first }) => first).map(({ name }) => ({ name }));
  return own.length === 0
    ? unavailable(cameraFolder, 'this computer has no camera')
    : facts(cameraFolder, { cameras: own.slice(0, 32) });
}

/** Only a Wayland desktop needs the portal, so only there it is asked (the bus starts it). */
export async function linuxMedia(tools: SourceTools): Promise<Answer<AreaDataOf['media']>> {
  const { env, run, signal } = tools;
  if (env['XDG_SESSION_TYPE'] !== 'wayland' && !env['WAYLAND_DISPLAY'])
    return facts('this session', emptyMedia);
  const asked = await run(
    'busctl',
    [
      '--user',
      'get-property',
      portal,
      '/org/freedesktop/portal/desktop',
      'org.freedesktop.portal.ScreenCast',
      'AvailableSourceTypes',
    ],
    { limitMs: 2000, signal },
  );
  const source = `busctl --user ${portal}`;
  return facts(source, {
    ...emptyMedia,
    screenCastPortal: asked.status === 'ok' ? parsePortal(asked.text, asked.code) : null,
  });
}

/** "u 7" is a set of bits: 1 screens, 2 windows. Without a backend there is no such property, or it is 0. */
export function parsePortal(text: string, code: number): boolean {
  const kinds = /^u (\d+)/.exec(text)?.[1];
  return code === 0 && kinds !== undefined && (Number(kinds) & 3) > 0;
}
