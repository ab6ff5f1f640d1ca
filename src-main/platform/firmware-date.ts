/** Firmware writes its date as MM/DD/YYYY (SMBIOS), some as YYYY-MM-DD. Epoch ms, or null. */
export function firmwareDate(text: string | null): number | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text?.trim() ?? '');
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text?.trim() ?? '');
  const [year, month, day] = (
    iso ? [iso[1], iso[2], iso[3]] : american ? [american[3], american[1], american[2]] : []
  ).map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const at = Date.UTC(year, month - 1, day);
  return year >= 1980 && year < 2100 && month <= 12 && day <= 31 ? at : null;
}
