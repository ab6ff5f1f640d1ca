/** The value that a program printed as JSON; null when it printed something else. PowerShell may begin with a mark. */
export function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
}
