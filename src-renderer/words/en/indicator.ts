/** Words of the small window that says who sees what. */
export const indicator = {
  title: 'Alongside: who sees what',
  sees: {
    display: '{{name}} sees {{what}}',
    window: '{{name}} sees one window: {{what}}',
    windowPlain: '{{name}} sees one window',
    findings: '{{name}} sees what we found only',
    nothing: '{{name}} sees nothing',
  },
  notVerified: 'Not verified. May only look',
  notVerifiedFacts: 'Not verified. No picture is sent',
  nothingAllowed: 'You have not allowed anything',
  paused: 'Paused. {{name}} sees nothing',
  pausedNote: 'Time limits are standing still',
  lost: 'Connection lost. {{name}} sees nothing',
  lostNote: 'Trying again, {{left}} left',
  connecting: 'Connecting to {{name}}',
  connectingNote: 'Nothing is shown yet',
  pause: 'Pause',
  goOn: 'Go on',
  stop: 'Stop',
  timeLeft: '{{left}} left',
} as const;
