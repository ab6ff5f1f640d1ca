/**
 * A lifetime. Whoever opens a timer, a listener or a channel adds its undo here; closing runs every undo once,
 * newest first, and whatever is added afterwards is undone at once.
 */
export interface Scope {
  readonly closed: boolean;
  /** Returns the undo itself, which also takes it off the list. */
  add(undo: () => void): () => void;
  /** A lifetime inside this one: it ends with this one at the latest. */
  child(): Scope;
  close(): void;
}

export function createScope(): Scope {
  const undos = new Set<() => void>();
  let closed = false;
  const scope: Scope = {
    get closed() {
      return closed;
    },
    add(undo) {
      const once = () => {
        if (undos.delete(once)) undo();
      };
      undos.add(once);
      if (closed) once();
      return once;
    },
    child() {
      const inner = createScope();
      const forget = scope.add(() => inner.close());
      inner.add(forget);
      return inner;
    },
    close() {
      closed = true;
      for (const undo of [...undos].reverse()) undo();
    },
  };
  return scope;
}
