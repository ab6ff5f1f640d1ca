import { describe, expect, it } from 'vitest';
import { collectWords } from '../../../src-main/services/collect-words.ts';

describe("the app's command line", () => {
  it.each([
    [['alongside', 'collect', '--out', 'x'], true, ['--out', 'x']],
    [['alongside', '--no-sandbox', 'collect', '--json'], true, ['--json']],
    [['electron', '--no-sandbox', '.', 'collect', '--json'], false, ['--json']],
    [['alongside'], true, null],
    [['alongside', '--role=technician'], true, null],
    [['alongside', 'ra://join/4821#77305926', 'collect'], true, null],
    [['alongside', '--', 'collect', '--out', '/tmp/x'], true, null],
    [['electron', '.', '--server=ws://127.0.0.1:1'], false, null],
  ])('%j: %j', (argv, packaged, words) => expect(collectWords(argv, packaged)).toEqual(words));
});
