import type { Page } from 'playwright-core';
import { host as words } from '../../src-renderer/words/en/host.ts';

/**
 * Presses, in the host's own page, each consent button in the moment it can be pressed: let them look, allow the
 * findings, choose what, the first screen, show it. The real buttons of the real screens, only without a hand's delay.
 */
export interface Step {
  readonly role: 'button' | 'radio';
  readonly name: string;
}

/** From the start screen to the code. */
export const inviteSteps: readonly Step[] = [
  { role: 'button', name: words.welcome.start },
  { role: 'button', name: words.findings.getHelp },
  { role: 'radio', name: words.contact.me },
  { role: 'button', name: words.contact.next },
];

const consentSteps: readonly Step[] = [
  { role: 'button', name: words.card.look },
  { role: 'button', name: words.consent.allowLabel },
  { role: 'button', name: words.consent.chooseLabel },
  { role: 'radio', name: 'Screen 1' },
  { role: 'button', name: words.screens.showDisplay },
];

export function clickAsTheyCome(page: Page, steps: readonly Step[] = consentSteps): Promise<void> {
  return page.evaluate((todo) => {
    const left = [...todo];
    const nameOf = (element: Element) =>
      (element.getAttribute('aria-label') ?? element.textContent ?? '').trim();
    const find = ({ role, name }: { role: string; name: string }) =>
      [
        ...document.querySelectorAll<HTMLElement>(
          role === 'button' ? 'button' : '[role=radio], input[type=radio]',
        ),
      ].find((element) => {
        const own = nameOf(element);
        const label = element.closest('label')?.textContent ?? '';
        const labelled = (element.getAttribute('aria-labelledby') ?? '')
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent ?? '')
          .join(' ');
        return role === 'button'
          ? own === name
          : [own, label, labelled].some((text) => text.trim().startsWith(name));
      });
    const press = () => {
      for (;;) {
        const next = left[0];
        if (!next) return observer.disconnect();
        const element = find(next);
        if (!element || element.matches(':disabled, [aria-disabled=true]')) return;
        left.shift();
        element.click();
      }
    };
    const observer = new MutationObserver(press);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    press();
  }, steps);
}
