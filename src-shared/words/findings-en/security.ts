import type { RuleWords, Steps } from '../rule-words.ts';

const firewallOn: Steps = {
  win32: [
    'Open Windows Security, then “Firewall & network protection”.',
    'Choose the network that says “active”.',
    'Switch the firewall on.',
  ],
  darwin: ['Open System Settings, then Network, then Firewall.', 'Switch the firewall on.'],
  linux: [
    'Open your system’s firewall settings.',
    'If there are none, ask your help desk to set one up.',
    'Switch the firewall on.',
  ],
};
const encrypt: Steps = {
  win32: [
    'Open Settings, then Privacy & security, then Device encryption.',
    'If it is not there, search the Start menu for BitLocker.',
    'Switch it on.',
    'Keep the recovery key in a safe place. Without it your files are lost.',
  ],
  darwin: [
    'Open System Settings, then Privacy & Security, then FileVault.',
    'Switch it on.',
    'Keep the recovery key in a safe place. Without it your files are lost.',
  ],
  linux: ['Copy your files to another place first.', 'Ask your help desk to set up disk encryption.'],
};
const virusOn: Steps = [
  'Open Windows Security, then “Virus & threat protection”.',
  'Press the button that turns it on, if there is one.',
  'Choose “Check for updates”.',
];
const update: Steps = [
  'Open Settings, then Windows Update, and install all there is.',
  'Look for updates from the maker of your computer too.',
  'Restart. Do not reset any keys in the start-up menu.',
];
const certificate: Steps = [
  'Ask the help desk of your work or school for a new one.',
  'Tell them the date that you see here.',
];
const hostsFile: Steps = [
  'Do not type passwords on this site for now.',
  'Ask your help desk to check the “hosts” file.',
];

// oxfmt-ignore
export const securityWords = {
  'SEC-01': {
    topic: 'Firewall',
    title: 'Your firewall is off',
    meaning: 'It keeps strangers out of your computer. Switch it on, unless another product does this.',
    short: 'Firewall off',
    tryThis: { label: 'See how', steps: firewallOn },
  },
  'SEC-02': {
    topic: 'Lock on your disk',
    title: 'Your disk is not locked with a key',
    meaning: 'If this computer is lost, others can read your files.',
    short: 'System disk not encrypted',
    tryThis: { label: 'See how', steps: encrypt },
    variants: {
      paused: {
        title: 'The lock on your disk is paused',
        meaning: 'It often comes back after a restart. Until then others could read your files.',
        short: 'Disk encryption suspended',
      },
    },
  },
  'SEC-03': {
    topic: 'Virus protection',
    title: 'Your virus protection is off',
    meaning: 'Nothing stops bad programs right now.',
    short: 'No active virus protection',
    tryThis: { label: 'See how', steps: virusOn },
    variants: {
      old: {
        title: 'Your virus protection is out of date',
        meaning: 'It does not know the newest bad programs.',
        short: 'Virus protection out of date',
      },
    },
  },
  'SEC-04': {
    topic: 'Two virus guards',
    title: 'You have {count} virus guards at work',
    meaning: 'They slow each other down. One is enough.',
    short: '{count} antivirus products active',
    tryThis: {
      label: 'See how',
      steps: [
        'Choose the one you want to keep.',
        'Open Settings, then Apps, and remove the other.',
        'Restart your computer.',
      ],
    },
  },
  'SEC-05': {
    topic: 'Safe start',
    title: 'The start of your computer is not protected',
    meaning: 'Bad programs could hide there (Secure Boot is off).',
    short: 'Secure Boot off',
    tryThis: {
      label: 'See how',
      steps: {
        win32: [
          'First write down your BitLocker recovery key, if you use it.',
          'Ask your help desk to switch on Secure Boot in the start-up menu.',
        ],
        darwin: [
          'Ask your help desk to help with this.',
          'It is set in “Startup Security Utility”, in the recovery system.',
        ],
        linux: [
          'Ask your help desk first: some drivers do not work with it.',
          'It is set in the start-up menu of the computer.',
        ],
      },
    },
  },
  'SEC-06': {
    topic: 'Keys for a safe start',
    title: 'The start of your computer needs new keys',
    meaning: 'The old ones ran out in 2026. Your computer still works. Updates bring the new ones.',
    short: 'Secure Boot: 2023 certificates missing',
    tryThis: { label: 'See how', steps: update },
  },
  'SEC-07': {
    topic: 'The guards of your Mac',
    title: 'A main guard of your Mac is off',
    meaning: 'Bad programs could change your system.',
    short: 'System Integrity Protection off',
    tryThis: {
      label: 'See how',
      steps: [
        'Ask your help desk to help: it is done in the recovery system.',
        'There, open Terminal and type: csrutil enable.',
        'Restart your Mac.',
      ],
    },
    variants: {
      programs: {
        meaning: 'New programs are not checked before they run.',
        short: 'Gatekeeper off',
        tryThis: {
          label: 'See how',
          steps: [
            'Open System Settings, then Privacy & Security.',
            'Go down to the part about new apps.',
            'Choose a line that is not “Anywhere”.',
          ],
        },
      },
    },
  },
  'SEC-08': {
    topic: 'Asking before changes',
    title: 'Programs can change your system unasked',
    meaning: 'Windows does not ask you first. That helps bad programs.',
    short: 'User Account Control off',
    tryThis: {
      label: 'See how',
      steps: [
        'Search the Start menu for “UAC”.',
        'Open “Change User Account Control settings”.',
        'Move the slider up to the second step from the top.',
        'Press OK and restart.',
      ],
    },
  },
  'SEC-09': {
    topic: 'Other remote-control programs',
    title: 'Another remote-control program is running',
    meaning: 'It is {name}. With it, someone could see or use your computer. Did you start it?',
    short: 'Other remote-control tool: {name}',
    tryThis: {
      label: 'See what to try',
      steps: [
        'If you know it and want it, leave it open.',
        'If you do not know it, close it now and stop any call about it.',
        'Do not give codes, passwords or card numbers to anyone.',
        'Ask a person you trust to look at it with you.',
      ],
    },
    variants: {
      waiting: {
        title: 'Others could ask to control your computer',
        meaning: '{name} waits for a call. Did you or your help desk set it up?',
        short: 'Remote control waits: {name}',
      },
    },
  },
  'SEC-10': {
    topic: 'Security chip',
    title: 'The security chip is not ready',
    meaning: 'Windows 11 keeps its keys in it.',
    short: 'TPM 2.0 not ready',
    tryThis: {
      label: 'See how',
      steps: [
        'Ask your help desk to switch on the TPM in the start-up menu.',
        'Keep your BitLocker recovery key at hand.',
      ],
    },
  },
  'SEC-12': {
    topic: 'Keys for sign-in and VPN',
    title: 'A certificate will run out soon',
    meaning: 'It ends on {date|date}. Then your sign-in or VPN may stop.',
    short: 'Certificate ends {date|date}',
    tryThis: { label: 'See how', steps: certificate },
    variants: {
      ended: {
        title: 'A certificate has run out',
        meaning: 'It ended on {date|date}. Your sign-in or VPN may not work.',
        short: 'Certificate ended {date|date}',
      },
    },
  },
  'SEC-14': {
    topic: 'Old way of sharing files',
    title: 'An old, unsafe way of sharing files is on',
    meaning: 'Bad programs use it to spread (SMB 1).',
    short: 'SMB 1 enabled',
    tryThis: {
      label: 'See how',
      steps: {
        win32: [
          'Search the Start menu for “Windows features”.',
          'Take the tick away from “SMB 1.0”.',
          'Press OK and restart.',
        ],
        darwin: ['Ask your help desk to switch off SMB 1.'],
        linux: ['Ask your help desk to set a newer version in the Samba settings.'],
      },
    },
  },
  'NET-27': {
    topic: 'Web addresses sent elsewhere',
    title: 'A well-known site is sent elsewhere',
    meaning: 'A list on this computer changes the way to {name}. You may see a false page.',
    short: 'hosts file changes {name}',
    tryThis: { label: 'See what to try', steps: hostsFile },
  },
} as const satisfies Record<string, RuleWords>;
