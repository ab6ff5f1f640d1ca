import type { Page } from 'playwright-core';

interface AxeAnswer {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
  }[];
}
declare const window: { readonly axe: { run(root: unknown, options: unknown): Promise<AxeAnswer> } };

/** Serious and critical findings of axe on the page as it is, one line each. `axe` is the library's text. */
export async function seriousFor(page: Page, axe: string): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
    );
}

/** Elements that stick out of the window or scroll sideways; what is made to scroll or to be cut does not count. */
export function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page is wider than the window');
    for (const element of document.querySelectorAll<HTMLElement>('#root *')) {
      const style = getComputedStyle(element);
      const isMeant =
        element.closest('.visually-hidden, svg, pre, .ui-markdown-table, .c-table-frame') !== null;
      if (isMeant || style.visibility === 'hidden' || style.clipPath !== 'none') continue;
      const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0;
      const cut = style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis';
      const slides = style.overflowX === 'auto' || style.overflowX === 'scroll';
      if (wide && (cut || slides)) found.push(`${element.tagName.toLowerCase()}.${element.className}`);
    }
    return found;
  });
}
