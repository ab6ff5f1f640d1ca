/**
 * A script that answers several questions at once, each under one letter. What this user may not see becomes null and
 * no failure of the rest; `before` sets what the questions need.
 */
export function powerShellTable(fields: readonly string[], before = ''): string {
  return `$ErrorActionPreference='SilentlyContinue';${before}@{${fields.join(';')}}|ConvertTo-Json -Depth 3 -Compress`;
}
