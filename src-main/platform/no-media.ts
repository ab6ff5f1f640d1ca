import type { AreaDataOf } from '../../src-shared/diagnostics/area-schemas.ts';
import { facts, type Answer } from './answer.ts';

/** Nothing of media is known before a window looks. */
export const emptyMedia: AreaDataOf['media'] = {
  screenCastPortal: null,
  screenAccess: null,
  microphoneAccess: null,
  cameraAccess: null,
  microphones: null,
  cameras: null,
  speakers: null,
  cameraBusy: null,
  microphoneDb: null,
  microphoneTestMs: null,
  microphoneTrial: null,
  cameraTrial: null,
};

/** Permissions come from the app itself. */
export async function noMedia(): Promise<Answer<AreaDataOf['media']>> {
  return facts('this session', emptyMedia);
}
