import type { PartOf } from '../../src-shared/diagnostics/connectivity-areas.ts';
import type { NetworkTargets } from '../../src-shared/network/network-targets.ts';
import { facts, unavailable } from '../platform/answer.ts';
import type { NetworkTest } from './network-test.ts';
import { getPage, type Page } from './plain-get.ts';

type PageRow = PartOf<'portal'>['pages'][number];
type Portal = NetworkTargets['portals'][number];

/** Does the network put a page of its own in place of a page whose text is known? */
export const portalTest: NetworkTest<'portal'> = {
  id: 'portal',
  limitMs: 8000,
  quickMs: 2300,
  run: async ({ setup, quick, signal }) => {
    const { portals } = setup.targets;
    if (portals.length === 0) return unavailable('http', 'no test host is set');
    const limitMs = quick ? 2100 : 6000;
    const pages = await Promise.all(
      portals.map(async (portal) => {
        const page = await getPage({ ...portal, limitMs, signal });
        return { host: portal.host, ...judgePage(portal, page) };
      }),
    );
    return facts('http', { pages });
  },
};

function judgePage(portal: Portal, page: Page): Omit<PageRow, 'host'> {
  if (!page.ok) return { result: 'no-answer', status: null };
  const { status, text } = page;
  if (status === portal.status && isExpected(portal, text)) return { result: 'expected', status };
  if (status === 511) return { result: 'sign-in', status };
  return { result: status >= 300 && status < 400 ? 'moved' : 'other-page', status };
}

function isExpected(portal: Portal, text: string): boolean {
  return portal.text === '' ? text.trim() === '' : text.startsWith(portal.text);
}
