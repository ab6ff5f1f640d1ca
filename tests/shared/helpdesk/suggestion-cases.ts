import type { Severity } from '../../../src-shared/findings/finding.ts';
import type { RuleId } from '../../../src-shared/findings/rule-ids.ts';
import type { Known } from '../../../src-shared/helpdesk/suggest-articles.ts';
import { tickets } from './suggestion-tickets.ts';

/** One ticket as it comes in, and the articles that a good technician would reach for (any of them is right). */
export interface Case {
  readonly known: Known;
  readonly right: readonly string[];
}

const technician = { reader: 'technician', language: 'en' } as const;

/** A ticket with nothing but words. */
function said(right: string, subject: string, lastRequesterMessage: string): Case {
  return { known: { ...technician, subject, lastRequesterMessage }, right: right.split('|') };
}

/** A ticket that came with a look at the computer: "DISK-02 critical, UPD-01 medium". */
function found(
  right: string,
  findings: string,
  subject = '',
  lastRequesterMessage = '',
  more: Partial<Known> = {},
): Case {
  const list = findings.split(', ').map((one) => {
    const [id, severity] = one.split(' ');
    return { id: id as RuleId, severity: severity as Severity };
  });
  return {
    known: { ...technician, findings: list, subject, lastRequesterMessage, ...more },
    right: right.split('|'),
  };
}

export const cases: readonly Case[] = [
  ...tickets.map(([right = '', subject = '', message = '']) => said(right, subject, message)),
  // with a look at the computer, and few words
  found(
    'make-room-on-your-disk',
    'DISK-02 critical, UPD-04 medium, OS-02 low',
    'computer problem',
    'please help',
  ),
  found('make-room-on-your-disk', 'DISK-01 medium, SEC-11 low', 'It has become slow', 'since a few weeks'),
  found(
    'disk-is-failing',
    'DISK-07 critical, DISK-19 medium, DISK-15 low',
    'slow and freezing',
    'sometimes I have to switch it off',
  ),
  found('short-of-memory', 'MEM-02 critical, MEM-07 medium, CPU-01 medium', 'Computer hangs', ''),
  found(
    'router-has-no-internet',
    'NET-12 critical, NET-08 critical',
    'no internet',
    'neighbour has the same',
  ),
  found(
    'weak-wi-fi',
    'NET-19 medium, NET-06 low, OS-02 low',
    'Calls are bad',
    'they say I sound like a robot',
  ),
  found(
    'the-clock-is-wrong',
    'TIME-01 high, SEC-13 high',
    'web pages show warnings',
    'all of them, even google',
  ),
  found('virus-protection', 'SEC-03 high, UPD-02 high', 'pop ups', 'there are strange windows in the corner'),
  found('somebody-else-may-control-this-computer', 'SEC-09 medium, OS-04 low', 'Microsoft called me', ''),
  found('battery-worn-or-not-charging', 'BAT-03 high, BAT-01 medium', 'dies without warning', ''),
  found('restart-the-computer', 'UPD-01 medium, OS-02 medium', 'everything is odd', 'buttons do not react'),
  // the look found something, but the person came for something else
  found(
    'printer-does-not-answer',
    'OS-02 low, MEM-08 info, SEC-02 info',
    'Brother printer offline',
    'it does not print from my laptop',
  ),
  found(
    'nobody-hears-or-sees-you',
    'DISK-03 low, OS-04 low',
    'microphone',
    'they can not hear me in the meeting',
  ),
  found(
    'vpn-does-not-connect',
    'UPD-01 medium, DISK-01 medium, OS-02 low',
    'VPN does not connect',
    'it stops at verifying password',
  ),
  found(
    'a-program-keeps-crashing',
    'SEC-02 medium, UPD-03 medium, OS-06 medium',
    'Word crashes',
    'when I insert a table',
    { programs: ['WINWORD', 'Word'] },
  ),
  found(
    'web-site-not-safe',
    'OS-02 low, NET-22 info',
    'certificate warning',
    'the intranet page says not secure, ERR_CERT_COMMON_NAME_INVALID',
  ),
  // names of printers, systems and versions help
  found('printer-does-not-answer', 'PRN-01 medium, DSP-04 info', '', '', {
    printers: ['HP LaserJet M110we'],
  }),
  found('prints-are-stuck', 'PRN-03 high, PRN-02 medium', 'nothing prints', '', {
    system: 'windows',
    systemVersion: 'Windows 11 24H2',
    printers: ['Kyocera ECOSYS'],
  }),
  found('system-too-old', 'OS-01 high, UPD-03 medium, OS-02 low', 'Is my computer still safe?', '', {
    system: 'windows',
    systemVersion: 'Windows 10 22H2',
  }),
  found('let-the-helper-see-your-screen', 'DSP-07 critical', '', 'I pressed share but she sees nothing', {
    system: 'macos',
    systemVersion: 'macOS 15.1',
  }),
];
