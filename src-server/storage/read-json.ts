/** JSON that this server wrote itself. What cannot be read any more is the fallback: one broken row breaks no list. */
export function readJson<T>(text: string, fallback: T): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    return fallback;
  }
}
