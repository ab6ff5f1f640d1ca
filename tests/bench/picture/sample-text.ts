const words =
  'printer waits for paper while the quick brown fox jumps over 42 lazy dogs; error 0x80070005 (access denied) at C:\\Users\\kim'.split(
    ' ',
  );

/** Prose with figures in it, another for every row, `length` characters. */
export function lineOf(row: number, length: number): string {
  let line = `${String(row).padStart(5, '0')}  `;
  for (let at = row * 7; line.length < length; at += 1 + (row % 3)) line += `${words[at % words.length]} `;
  return line.slice(0, length);
}
