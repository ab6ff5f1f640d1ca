/** Words of the small window that says who sees what. Names stand in quotes: nobody vouches for them. */
export const indicator = {
  sees: {
    display: '“{{name}}” sees {{what}}',
    window: '“{{name}}” sees one window: {{what}}',
    windowPlain: '“{{name}}” sees one window',
    findings: '“{{name}}” sees what we found',
    nothing: '“{{name}}” sees nothing',
  },
  screen: 'your screen',
  notVerified: 'Not verified. May only look',
  notVerifiedFacts: 'Not verified. No picture is sent',
  nothingAllowed: 'Not verified. You have not allowed anything',
  paused: 'Paused. “{{name}}” sees nothing',
  pausedNote: 'Time limits are standing still',
  lost: 'Connection lost. “{{name}}” sees nothing',
  lostNote: 'Trying again, {{left}} left',
  connecting: 'Connecting to “{{name}}”',
  connectingNote: 'Not verified. Nothing is shown yet',
  pause: 'Pause',
  goOn: 'Go on',
  stop: 'Stop',
  timeLeft: '{{left}} left',
} as const;
