import type { Desk } from '../../../stores/technician-store.ts';

/** The person lets their computer be asked now: what was found is shared, the link is up, and it is not over. */
export function sharesFindings({ capabilities, link, ended }: Desk): boolean {
  return capabilities.findings.state === 'granted' && link.state === 'up' && ended === null;
}
