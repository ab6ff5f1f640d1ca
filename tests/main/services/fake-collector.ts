import type { CollectorChild, SpawnCollector } from '../../../src-main/services/collector-client.ts';

/** A collector process in the test's hand. */
export interface FakeChild extends CollectorChild {
  readonly posted: unknown[];
  readonly killed: () => boolean;
  say(message: unknown): void;
  exit(code: number | null): void;
}

/** Spawns fake children and keeps them, so a test can speak for each. */
export function fakeCollector(onSpawn: (child: FakeChild, index: number) => void = () => undefined) {
  const children: FakeChild[] = [];
  const spawn: SpawnCollector = () => {
    const child = fakeChild();
    children.push(child);
    queueMicrotask(() => onSpawn(child, children.length - 1));
    return child;
  };
  return { spawn, children };
}

function fakeChild(): FakeChild {
  const onMessage = new Set<(message: unknown) => void>();
  const onExit = new Set<(code: number | null) => void>();
  const posted: unknown[] = [];
  let killed = false;
  return {
    posted,
    killed: () => killed,
    post: (message) => void posted.push(message),
    onMessage: (listener) => void onMessage.add(listener),
    onExit: (listener) => void onExit.add(listener),
    kill: () => (killed = true),
    say: (message) => onMessage.forEach((listener) => listener(message)),
    exit: (code) => onExit.forEach((listener) => listener(code)),
  };
}

export const okPart = (id: number, area: string, data: unknown) => ({
  type: 'part',
  id,
  area,
  result: { status: 'ok', data, ms: 1, at: 1, source: 'test' },
});
