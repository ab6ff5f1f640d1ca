import { apiError, type ApiError } from '../../src-shared/helpdesk/api/api-error.ts';
import {
  assertionSchema,
  passkeyRoutes,
  registrationSchema,
} from '../../src-shared/helpdesk/api/passkey-routes.ts';
import type { Identity } from '../../src-shared/helpdesk/member.ts';
import { err, type Result } from '../../src-shared/result.ts';
import type { ApiClient } from './api-client.ts';
import type { PasskeyDevice } from './passkey-device.ts';
import { createResource } from './resource.ts';

const saidNo = apiError('INVALID', 'No passkey was given. Nothing has changed.');

export type Passkeys = ReturnType<typeof createPasskeys>;

/** Signing in, and proving who it is, without a password. */
export function createPasskeys(api: ApiClient, device: PasskeyDevice) {
  const list = createResource(() => api.call(passkeyRoutes.list));
  const asked = async () => {
    const options = await api.call(passkeyRoutes.signInOptions);
    if (!options.ok) return options;
    const given = assertionSchema.safeParse(await device.ask(options.value));
    return given.success ? { ok: true as const, value: given.data } : err(saidNo);
  };
  return {
    isAble: device.isAble,
    list,
    async signIn(): Promise<Result<Identity, ApiError>> {
      const response = await asked();
      return response.ok ? api.call(passkeyRoutes.signIn, { body: { response: response.value } }) : response;
    },
    async prove(): Promise<Result<unknown, ApiError>> {
      const response = await asked();
      return response.ok ? api.call(passkeyRoutes.prove, { body: { response: response.value } }) : response;
    },
    async add(name: string): Promise<Result<unknown, ApiError>> {
      const options = await api.call(passkeyRoutes.registerOptions);
      if (!options.ok) return options;
      const made = registrationSchema.safeParse(await device.create(options.value));
      if (!made.success) return err(saidNo);
      const kept = await api.call(passkeyRoutes.register, { body: { name, response: made.data } });
      if (kept.ok) await list.refetch();
      return kept;
    },
    async remove(id: string): Promise<Result<unknown, ApiError>> {
      const gone = await api.call(passkeyRoutes.remove, { params: { id } });
      if (gone.ok) await list.refetch();
      return gone;
    },
  };
}
