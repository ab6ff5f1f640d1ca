import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

/** The browser's part of passkeys. What goes in and out is the server's to check, so it is passed on as it is. */
export interface PasskeyDevice {
  /** False where no passkey could be asked for: an old browser, no TLS, or a server known by a number only. */
  readonly isAble: boolean;
  /** Null when the person said no, or the browser could not. */
  create(options: unknown): Promise<unknown>;
  ask(options: unknown): Promise<unknown>;
}

/** The library comes with the first passkey that is made or asked for. */
export function createPasskeyDevice({
  isSecureContext,
  location,
}: Pick<Window, 'isSecureContext' | 'location'>): PasskeyDevice {
  const isNumber = /^[\d.]+$|^\[/.test(location.hostname);
  return {
    isAble: isSecureContext && !isNumber && 'PublicKeyCredential' in globalThis,
    async create(options) {
      const { startRegistration } = await import('@simplewebauthn/browser');
      return orNull(startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON }));
    },
    async ask(options) {
      const { startAuthentication } = await import('@simplewebauthn/browser');
      return orNull(startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON }));
    },
  };
}

async function orNull(asked: Promise<unknown>): Promise<unknown> {
  try {
    return await asked;
  } catch {
    return null;
  }
}
