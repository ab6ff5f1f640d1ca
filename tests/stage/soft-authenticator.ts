import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { z } from 'zod';
import type { assertionSchema, registrationSchema } from '../../src-shared/helpdesk/api/passkey-routes.ts';

/** What a test gets wrong on purpose. */
export interface Told {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  /** Whether the person was verified (PIN, finger, face); they are by itself. */
  readonly verified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly type?: string;
}

/** An authenticator in software that signs what the test tells it, also what a real one never would. */
export interface SoftAuthenticator {
  readonly credentialId: string;
  register(options: { readonly challenge: string }, told?: Told): z.input<typeof registrationSchema>;
  use(options: { readonly challenge: string }, told?: Told): z.input<typeof assertionSchema>;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

export function softAuthenticator(origin: string, rpId: string): SoftAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let counter = 0;
  const clientData = (type: string, challenge: string, told: Told) =>
    Buffer.from(
      JSON.stringify({
        type: told.type ?? type,
        challenge: told.challenge ?? challenge,
        origin: told.origin ?? origin,
        crossOrigin: false,
      }),
    );
  const head = (flags: number, told: Told) => {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(told.counter ?? counter);
    const all = PRESENT | flags | (told.verified === false ? 0 : VERIFIED);
    return Buffer.concat([sha256(Buffer.from(told.rpId ?? rpId)), Buffer.from([all]), count]);
  };
  const common = { id: text(id), rawId: text(id), type: 'public-key', clientExtensionResults: {} } as const;
  return {
    credentialId: text(id),
    register({ challenge }, told = {}) {
      const key = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey(publicKey)]);
      const data = Buffer.concat([head(HAS_KEY, told), key]);
      const clientDataJSON = text(clientData('webauthn.create', challenge, told));
      return { ...common, response: { clientDataJSON, attestationObject: text(attestation(data)) } };
    },
    use({ challenge }, told = {}) {
      const client = clientData('webauthn.get', challenge, told);
      const data = head(0, told);
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey);
      const { userHandle } = told;
      return {
        ...common,
        response: {
          clientDataJSON: text(client),
          authenticatorData: text(data),
          signature: text(signature),
          ...(userHandle === undefined ? {} : { userHandle }),
        },
      };
    },
  };
}

/** CBOR of `{ fmt: "none", attStmt: {}, authData }`. */
function attestation(data: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(data.length);
  return Buffer.concat([
    Buffer.from([0xa3, 0x63]),
    Buffer.from('fmt'),
    Buffer.from([0x64]),
    Buffer.from('none'),
    Buffer.from([0x67]),
    Buffer.from('attStmt'),
    Buffer.from([0xa0, 0x68]),
    Buffer.from('authData'),
    Buffer.from([0x59]),
    length,
    data,
  ]);
}

/** CBOR of a COSE key: EC2, ES256, P-256, x, y. */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
    Buffer.from(x, 'base64url'),
    Buffer.from([0x22, 0x58, 0x20]),
    Buffer.from(y, 'base64url'),
  ]);
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function text(bytes: Buffer): string {
  return bytes.toString('base64url');
}
