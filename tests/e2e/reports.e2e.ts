import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchArgs, launchEnv, resolveRuntime } from '../../scripts/runtime.mjs';
import { host as words } from '../../src-renderer/words/en/host.ts';
import { openSnapshot } from '../../src-shared/diagnostics/open-snapshot.ts';
import { countWithheld } from '../../src-shared/diagnostics/withheld.ts';
import type { Snapshot } from '../../src-shared/diagnostics/snapshot.ts';
import { reportJsonSchema } from '../../src-shared/report/report-json.ts';
import { hostStory } from '../stage/host-story.ts';
import { rigState } from '../stage/rig-state.ts';
import { openStage, type Stage } from '../stage/session.ts';
import { technicianStory } from '../stage/technician-story.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe('a person who keeps a report, and decides what is in it', () => {
  const saved = mkdtempSync(join(tmpdir(), 'reports-'));
  let stage: Stage;
  let page: Page;

  beforeAll(async () => {
    stage = await openStage({ technician: 'chromium', switches: [`--rig-save=${saved}`] });
    ({ page } = stage.host);
  });
  afterAll(async () => {
    await stage?.close();
    rmSync(saved, { recursive: true, force: true });
  });

  async function save(label: string, ending: string): Promise<Buffer> {
    const named = () => readdirSync(saved).find((name) => name.endsWith(`.${ending}`));
    const old = named();
    if (old !== undefined) rmSync(join(saved, old));
    await button(page, words.findings.save).click();
    await page.getByRole('menuitem', { name: label }).click();
    await expect.poll(named, { timeout: 20_000 }).toBeDefined();
    return readFileSync(join(saved, named() ?? ''));
  }

  it('checks the computer and saves it to read, to print, for a ticket and for programs', async () => {
    await button(page, words.welcome.check).click();
    await page.getByText(/^All \d+ checks done$/).waitFor({ timeout: 30_000 });
    const html = (await save(words.findings.saveHtml, 'html')).toString();
    expect(html).toMatch(/^<!doctype html>[\s\S]*What is hidden/);
    expect((await save(words.findings.saveMd, 'md')).toString()).toMatch(/^# Diagnosis, /);
    const json = (await save(words.findings.saveJson, 'json')).toString();
    expect(reportJsonSchema.safeParse(JSON.parse(json)).error).toBeUndefined();
    const pdf = await save(words.findings.savePdf, 'pdf');
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.length).toBeGreaterThan(10_000);
    if (hostname().length > 4) expect(html + json).not.toContain(hostname());
  });

  it('sees each field in its area, with what is here, what leaves and why', async () => {
    await button(page, words.findings.holds).click();
    await page.getByRole('heading', { name: words.preview.aloneTitle }).waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Computer name' });
    expect(await row.textContent()).toContain(hostname());
    expect(await row.textContent()).toMatch(/host-[A-Z2-7]{8}/);
    expect(await row.textContent()).toContain('Recognises the same machine');
  });

  it('learns what a made-up word stands for', async () => {
    const row = page.getByRole('row').filter({ hasText: 'Computer name' });
    const name = /host-[A-Z2-7]{8}/.exec((await row.textContent()) ?? '')?.[0] ?? '';
    await page.getByLabel(words.preview.whatIs).fill(name);
    await button(page, words.preview.whatIsAsk).click();
    await expect.poll(() => page.locator('.host-what-is output').textContent()).toContain(hostname());
  });

  it('leaves out by level, and brings a single field back', async () => {
    await page.getByRole('radio', { name: words.preview.essential }).check();
    const row = page.getByRole('row').filter({ hasText: 'Computer name' });
    await expect.poll(() => row.textContent()).toContain(words.preview.notSent);
    await page.getByRole('switch', { name: 'Leave out: Computer name' }).click();
    await expect.poll(() => row.textContent()).toMatch(/host-[A-Z2-7]{8}/);
    await page.getByText(words.preview.levelOwn).waitFor();
    await button(page, words.preview.done).click();
    const opened = openSnapshot((await save(words.findings.saveJson, 'json')).toString());
    const snapshot = opened.ok ? opened.value.snapshot : undefined;
    expect(snapshot?.areas.os).toMatchObject({
      data: { hostName: expect.stringMatching(/^host-/), userName: null },
    });
    expect(snapshot?.withheld.find(({ area }) => area === 'os')?.fields).toBeGreaterThan(0);
  });

  it('and the technician gets that and no more, and sees that something was left out', async () => {
    await button(page, words.findings.getHelp).click();
    const code = await hostStory.contactToCode(page);
    await technicianStory.typeCode(stage.technician.page, code);
    await hostStory.letIn(page);
    await hostStory.allowFindings(page);
    const snapshot = async () =>
      (
        (await rigState(stage.technician.page)) as {
          desk: { snapshot: Snapshot | null; snapshotState: string };
        }
      ).desk;
    await expect.poll(async () => (await snapshot()).snapshotState, { timeout: 20_000 }).toBe('complete');
    const sent = (await snapshot()).snapshot;
    expect(sent?.areas.os).toMatchObject({ data: { userName: null } });
    expect(countWithheld(sent?.withheld ?? [])).toBeGreaterThan(5);
    expect(JSON.stringify(sent)).not.toContain('os.userName');
    await stage.technician.page
      .getByText(/\d+ fields are left out/)
      .first()
      .waitFor();
  });
});

describe('the installed app on a command line', () => {
  const out = mkdtempSync(join(tmpdir(), 'collect-app-'));
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  async function collect(env: NodeJS.ProcessEnv, ...words: readonly string[]) {
    const { exe } = await resolveRuntime();
    const args = launchArgs({ appArgs: ['collect', ...words] });
    return await new Promise<{ code: number; stdout: string }>((resolve) => {
      execFile(exe, args, { env, maxBuffer: 1e8 }, (error, text) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout: text }),
      );
    });
  }

  it('collects where there is no display', async () => {
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = launchEnv();
    const { code, stdout } = await collect(env, '--json', '--areas', 'memory,uptime');
    expect(code).toBe(0);
    const opened = openSnapshot(stdout);
    expect(opened.ok && opened.value.snapshot.areas.memory).toMatchObject({ status: 'ok' });
  });

  it('collects without a window, prints the PDF and ends with 0', async () => {
    const words = ['--out', out, '--pdf', '--json', '--vitals', '2'];
    const { code, stdout } = await collect(launchEnv(), ...words);
    expect(code).toBe(0);
    expect(openSnapshot(stdout).ok).toBe(true);
    expect(readFileSync(join(out, 'report.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    for (const file of ['report.html', 'report.md', 'report.json', 'snapshot.json'])
      expect(existsSync(join(out, file))).toBe(true);
  });
});
