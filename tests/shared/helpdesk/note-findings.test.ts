import { expect, test } from 'vitest';
import { findingsOfNote } from '../../../src-shared/helpdesk/note-findings.ts';

test('the findings of a note are those under its heading, worst first as it says them, and no others', () => {
  const note = [
    '# Library, 22 Nov 2026',
    '## What was done',
    'Not about MEM-01.',
    '## Findings',
    '- **Disk is full** (critical): 100 %; limit 90 %; DISK\\-02; df',
    '  - **Updates fail** (high): UPD-04; log',
    '- **Made up**: ABC-99, DISK-02 again',
    '## Before and after',
    '| As before | DSP-01 |',
  ].join('\n\n');
  expect(findingsOfNote(note)).toEqual(['DISK-02', 'UPD-04']);
  expect(findingsOfNote(note.replace('## Findings', '## Other'))).toEqual([]);
  expect(findingsOfNote('## Findings\n\nNET-07')).toEqual(['NET-07']);
  expect(findingsOfNote('')).toEqual([]);
});
