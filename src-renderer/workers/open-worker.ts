import tileUrl from './tile-worker.ts?worker&url';

/**
 * Every worker a page of ours may start. The page's policy demands trusted script addresses and knows one maker of
 * them, the one here, which answers nothing but these: no other text becomes the address of a script. // TM-8
 */
const scripts = { tile: tileUrl } as const;
export type WorkerName = keyof typeof scripts;

/** Trusted Types as far as they are needed; TypeScript's DOM does not know them. A worker takes the URL as it is. */
interface ScriptUrlMaker {
  createScriptURL(url: string): string;
}
interface TrustedTypeFactory {
  createPolicy(name: string, rules: ScriptUrlMaker): ScriptUrlMaker;
}

/** Stands in `trusted-types` of both content policies (app-protocol.ts, security-headers.ts). */
const POLICY_NAME = 'alongside-workers';

const rules: ScriptUrlMaker = {
  createScriptURL(url) {
    if (!Object.values<string>(scripts).includes(url)) throw new TypeError('not a worker of ours');
    return url;
  },
};

let maker: ScriptUrlMaker | null = null;

/** Starts a worker of this build. It throws nothing: what fails is told by the worker's `error` event. */
export function openWorker(name: WorkerName): Worker {
  maker ??= trustedTypes()?.createPolicy(POLICY_NAME, rules) ?? rules;
  return new Worker(maker.createScriptURL(scripts[name]), { type: 'module', name });
}

function trustedTypes(): TrustedTypeFactory | null {
  const found: typeof globalThis & { trustedTypes?: TrustedTypeFactory } = globalThis;
  return found.trustedTypes ?? null; // browsers that lack it demand nothing either
}
