/** First letters of the first and the last word: "Daniel Okoye" is "DO", "Dana (demo)" is "DD". */
export function initialsOf(name: string): string {
  const letters = name.split(/\s+/).flatMap((word) => word.match(/[\p{L}\p{N}]/u)?.[0] ?? []);
  const last = letters.length > 1 ? letters.at(-1) : undefined;
  return [letters[0], last].join('').toUpperCase();
}
