/** What people write to a help desk, in pieces; put together by a counter, so that every run makes the same. */
export const devices = [
  'FRONTDESK',
  'READING',
  'OFFICE',
  'LENDING',
  'CHILDREN',
  'MOBILE',
  'STUDIO',
  'ARCHIVE',
];

export const firstNames = [
  'Margaret', 'Tim', 'Aisha', 'Jonas', 'Chidi', 'Sofia', 'Henrik', 'Mei', 'Omar', 'Ruth',
  'Pavel', 'Grace', 'Lars', 'Ines', 'Dev', 'Clara', 'Yusuf', 'Hanna', 'Marco', 'Edith',
]; // prettier-ignore

export const lastNames = [
  'Ellison', 'Baptiste', 'Okafor', 'Lindqvist', 'Moreau', 'Novak', 'Hughes', 'Tanaka', 'Weber', 'Santos',
  'Kowalski', 'Ahmed', 'Byrne', 'Costa', 'Fischer', 'Greene', 'Ivanova', 'Jansen', 'Khan', 'Larsen',
]; // prettier-ignore

export interface Trouble {
  readonly subject: string;
  readonly body: string;
  readonly answer: string;
  readonly tags: readonly string[];
  readonly queue: number;
}

/** Queue 0 help desk, 1 printers, 2 network, 3 accounts. */
export const troubles: readonly Trouble[] = [
  {
    subject: 'Printer prints nothing',
    body: 'Since this morning nothing comes out. The little window says **7 documents waiting**. I turned it off and on.',
    answer: 'One job was stuck. I cleared the queue and printed a test page with you.',
    tags: ['printer', 'prn-02'],
    queue: 1,
  },
  {
    subject: 'Computer is very slow',
    body: 'It takes five minutes until I can open a letter. Yesterday a message said the disk is nearly full.',
    answer: 'The disk was 94 % full. We removed 41 GB of old update files. It starts in 40 seconds now.',
    tags: ['disk', 'disk-01'],
    queue: 0,
  },
  {
    subject: 'No internet in the reading room',
    body: 'The computers at the window have no internet. Those at the desk do.',
    answer: 'The Wi-Fi there was at -78 dBm. I moved the access point and will look again tomorrow.',
    tags: ['network', 'wifi'],
    queue: 2,
  },
  {
    subject: 'Cannot sign in',
    body: 'It says my password is wrong, but it is not. Error 0x80070775.',
    answer: 'The account was locked after too many tries. I unlocked it and we set a new password.',
    tags: ['account'],
    queue: 3,
  },
  {
    subject: 'Update fails every day',
    body: 'Every evening the same update is installed and in the morning it says it failed, 0x80070070.',
    answer: 'There was no room for it. After clearing the disk it installed at once.',
    tags: ['update', 'upd-04'],
    queue: 0,
  },
  {
    subject: 'VPN does not connect from home',
    body: 'The tunnel says "connecting" for ever. My neighbour has the same provider and it works there.',
    answer: 'The router blocked UDP. I switched the profile to TCP.',
    tags: ['vpn', 'network'],
    queue: 2,
  },
  {
    subject: 'Sound is gone in meetings',
    body: 'Nobody hears me. I hear the others. The headset is new.',
    answer: 'The microphone of the screen was chosen. We chose the headset and tried it.',
    tags: ['audio', 'aud-04'],
    queue: 0,
  },
  {
    subject: 'Question about a strange call',
    body: 'A man called and said he is from Microsoft. He wanted me to type a code. I hung up. Was that right?',
    answer:
      'Yes, exactly right. Nobody from Microsoft calls. I checked your computer: nothing was installed.',
    tags: ['scam', 'security'],
    queue: 3,
  },
];
