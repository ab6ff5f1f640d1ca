import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk as deskWords } from '../../src-renderer/words/en/desk.ts';
import { host as hostWords } from '../../src-renderer/words/en/host.ts';
import { personWords } from '../../src-shared/words/finding-words.ts';
import { clickAsTheyCome } from '../demo/consent-script.ts';
import { compareStory } from '../stage/compare-story.ts';
import { hostStory } from '../stage/host-story.ts';
import { plantFault, plantRemoteTool, type PlantedFault } from '../stage/planted-fault.ts';
import { rigState } from '../stage/rig-state.ts';
import { openStage, type Stage } from '../stage/session.ts';
import { technicianStory } from '../stage/technician-story.ts';

describe('a fault that is really there', () => {
  const saved = mkdtempSync(join(tmpdir(), 'before-after-'));
  let stage: Stage;
  let fault: PlantedFault;
  let tool: PlantedFault;

  beforeAll(async () => {
    fault = plantFault();
    tool = plantRemoteTool();
    stage = await openStage({ technician: 'chromium', switches: [`--rig-save=${saved}`] });
  });
  afterAll(async () => {
    await stage?.close();
    fault?.remove();
    tool?.remove();
    rmSync(saved, { recursive: true, force: true });
  });

  it('is found by the person alone, fixed, and gone when they check again', async () => {
    const { page } = stage.host;
    await page.getByRole('button', { name: hostWords.welcome.start, exact: true }).click();
    const { title } = personWords({ id: 'SEC-09', params: {} }, 'linux');
    const all = page.getByRole('button', { name: /^Show all/ });
    await page.getByRole('button', { name: hostWords.changes.again }).waitFor();
    if ((await all.count()) > 0) await all.click();
    await page.getByRole('heading', { name: title }).waitFor();
    tool.fix();
    await page.getByRole('button', { name: hostWords.changes.again }).click();
    expect(await compareStory.hostChange(page, 'SEC-09')).toBe('gone');
    await expect.poll(() => page.getByRole('heading', { name: title }).count()).toBe(0);
  });

  it('is found by the technician, fixed, and gone on the desk with both values', async () => {
    await stage.host.page.getByRole('button', { name: hostWords.findings.getHelp }).click();
    const code = await hostStory.contactToCode(stage.host.page);
    await clickAsTheyCome(stage.host.page);
    const { page } = stage.technician;
    await technicianStory.typeCode(page, code);
    await compareStory.deskShows(page, fault.rule);
    fault.fix();
    expect(await compareStory.deskChecksAgain(page)).toMatch(/fixed/);
    expect(await compareStory.deskChange(page, fault.rule)).toBe('gone');
    const row = page.locator(`[data-rule="${fault.rule}"]`);
    await expect.poll(() => row.textContent()).toMatch(/Before.+After.*Fine/);
  });

  it('can be seen in two files that were saved, and a file that is none says why', async () => {
    const { page } = stage.technician;
    const { desk } = (await rigState(page)) as { desk: { looks: unknown[] } };
    expect(desk.looks).toHaveLength(2);
    const [a, b] = desk.looks.map((look, i) => {
      const path = join(saved, `look-${i}.json`);
      writeFileSync(path, JSON.stringify(look));
      return path;
    });
    const file = page.locator('input[data-file]');
    writeFileSync(join(saved, 'none.json'), 'not this');
    await file.setInputFiles(join(saved, 'none.json'));
    await page.getByText(/^none\.json was not opened\. The file is not JSON/).waitFor();
    await file.setInputFiles(a ?? '');
    await file.setInputFiles(b ?? '');
    const before = page.getByRole('combobox', { name: /^Before/ });
    await before.click();
    await page.getByRole('option', { name: /^look-0\.json/ }).click();
    await page.getByRole('combobox', { name: /^After/ }).click();
    await page.getByRole('option', { name: /^look-1\.json/ }).click();
    const row = page.locator(`[data-rule="${fault.rule}"]`);
    await expect.poll(() => row.getAttribute('data-change')).toBe('gone');
    await compareStory.closeDesk(page);
  });

  it('is gone on the end screen and in the receipt, without anything leaving', async () => {
    const { page } = stage.host;
    await hostStory.stop(page);
    await hostStory.ended(page);
    expect(await compareStory.hostChange(page, fault.rule)).toBe('gone');
    await page.getByRole('button', { name: hostWords.end.save }).click();
    const note =
      (await page
        .getByText(/^Saved: /)
        .first()
        .textContent()) ?? '';
    const text = readFileSync(join(saved, note.replace(/^Saved: /, '')), 'utf8');
    expect(text).toContain('What changed on this computer:');
    expect(text).toMatch(new RegExp(`Fixed: .*\\(${fault.rule}\\)\\n +before .*\\n +after +Fine: `));
    const { desk } = (await rigState(stage.technician.page)) as {
      desk: { looks: unknown[]; ended: unknown };
    };
    expect(desk.ended).not.toBeNull();
    expect(desk.looks).toHaveLength(2);
    await stage.technician.page.getByText(deskWords.stage.ended['by-person'].title).first().waitFor();
  });
});
