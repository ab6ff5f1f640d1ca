import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseCode } from '../../../src-shared/pairing/code.ts';
import { createWorld, live, makeCode, otherSecret, pair, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
});
afterEach(() => world.close());

const desk = () => {
  const { desk: now } = world.technician.getState();
  if (now === null) throw new Error('no desk');
  return now;
};
const joinError = () => {
  const { join } = world.technician.getState();
  return join.state === 'failed' ? join.error.code : join.state;
};
const invite = () => world.host.getState().invite;

/** A wrong secret whose check digit fits, so that it leaves the machine. */
function plausibleWrong(code: string): string {
  const base = otherSecret(code).slice(0, 11);
  for (let check = 0; check < 10; check++) if (parseCode(`${base}${check}`).ok) return `${base}${check}`;
  throw new Error('unreachable');
}

describe('the way in', () => {
  test('code, pairing, consent, findings, screen: all arrive', async () => {
    await live(world);
    expect(world.main.session).toMatchObject({ phase: 'live', link: 'up', technician: { name: 'Kevin M.' } });
    expect(desk()).toMatchObject({
      waiting: false,
      screenOn: true,
      screenWhat: 'Screen 1',
      snapshotState: 'complete',
    });
    expect(desk().judgement?.findings.map(({ id }) => id)).toContain('DISK-02');
    expect(desk().picture).not.toBeNull();
    expect(desk().capabilities.findings.state).toBe('granted');
  });

  test('nothing of the secret half of the code is ever on the wire', async () => {
    const code = await makeCode(world);
    world.technicianActions.join(code);
    await world.clock.advance(100);
    expect(world.broker.wire.length).toBeGreaterThan(4);
    expect(world.broker.wire.some((frame) => frame.includes(code.slice(4, 11)))).toBe(false);
  });

  test('digits of a link wait in the field: nothing is sent until somebody presses the button', async () => {
    const code = await makeCode(world);
    world.close();
    world = await createWorld({ prefill: code });
    expect(world.technician.getState()).toMatchObject({ prefill: code, join: { state: 'idle' }, desk: null });
    await world.clock.advance(10_000);
    expect(world.broker.wire).toEqual([]);
    expect(world.technician.getState()).toMatchObject({ prefill: code, join: { state: 'idle' } });
  });

  test('no link is made before the person lets the technician in', async () => {
    await pair(world);
    await world.clock.advance(5_000);
    expect(world.net.links).toHaveLength(0);
    expect(desk()).toMatchObject({ waiting: true, link: { state: 'connecting' } });
    world.hostActions.letIn();
    await world.clock.advance(200);
    expect(world.net.links.length).toBeGreaterThan(0);
  });

  test('the technician hears how long the person has to wait before they can say yes', async () => {
    world.close();
    world = await createWorld({ policy: { cooldownMs: 30_000 } });
    await pair(world);
    expect(desk().cooldownUntil).toBe(world.clock.now() - 50 + 30_000);
  });

  test('a slip in the code is told here and never leaves the machine', async () => {
    const code = await makeCode(world);
    const before = world.broker.wire.length;
    world.technicianActions.join(otherSecret(code));
    await world.clock.advance(100);
    expect(joinError()).toBe('CODE_MISTYPED');
    expect(world.broker.wire).toHaveLength(before);
  });

  test('a wrong code burns the code: both sides say so, and the right one is too late', async () => {
    const code = await makeCode(world);
    world.technicianActions.join(plausibleWrong(code));
    await world.clock.advance(100);
    expect(joinError()).toBe('CODE_WRONG');
    expect(invite()).toMatchObject({ state: 'closed', error: { code: 'CODE_WRONG' } });
    expect(world.main.session.wrongCodes).toHaveLength(1);
    world.technicianActions.join(code);
    await world.clock.advance(100);
    expect(joinError()).toBe('ROOM_USED');
  });

  test('three wrong codes pause new ones for a minute, five stop them', async () => {
    for (let n = 1; n <= 5; n++) {
      const code = await makeCode(world);
      world.technicianActions.join(plausibleWrong(code));
      await world.clock.advance(100);
      if (n === 3) {
        expect(invite()).toMatchObject({ state: 'closed', error: { code: 'CODE_PAUSED' } });
        world.hostActions.openInvite();
        await world.clock.advance(100);
        expect(invite()).toMatchObject({ state: 'closed', error: { code: 'CODE_PAUSED' } });
      }
      await world.clock.advance(61_000);
    }
    world.hostActions.openInvite();
    await world.clock.advance(100);
    expect(invite()).toMatchObject({ state: 'closed', error: { code: 'CODE_PAUSED' }, until: null });
  });

  test('a code runs out', async () => {
    await makeCode(world);
    await world.clock.advance(601_000);
    expect(invite()).toMatchObject({ state: 'closed', error: { code: 'ROOM_EXPIRED' } });
  });

  test('no such room', async () => {
    const code = await makeCode(world);
    world.hostActions.cancelInvite();
    await world.clock.advance(100);
    world.technicianActions.join(code);
    await world.clock.advance(100);
    expect(['ROOM_UNKNOWN', 'ROOM_EXPIRED']).toContain(joinError());
  });

  test('a server that cannot be reached is tried again by itself, on both sides', async () => {
    world.broker.down();
    world.hostActions.openInvite();
    await world.clock.advance(100);
    expect(invite()).toMatchObject({
      state: 'unreachable',
      attempt: 1,
      error: { code: 'SERVER_UNREACHABLE' },
    });
    world.broker.up();
    await world.clock.advance(20_000);
    expect(invite().state).toBe('ready');
    world.broker.down();
    await world.clock.advance(100);
    expect(invite().state).toBe('unreachable');
  });

  test('a server of another version is named as such and not tried again', async () => {
    world.broker.speakVersion(2);
    world.hostActions.openInvite();
    await world.clock.advance(100);
    expect(invite()).toMatchObject({ state: 'closed', error: { code: 'SERVER_VERSION' } });
  });

  test('a broker that changes a box is found out before anything is shown', async () => {
    const code = await makeCode(world);
    world.broker.tamper((kind, box) => (kind === 'm2' ? `A${box.slice(1)}` : box));
    world.technicianActions.join(code);
    await world.clock.advance(100);
    expect(world.technician.getState().desk).toBeNull();
    expect(world.main.session.phase).not.toBe('consent');
  });
});

describe('the person stays in charge', () => {
  test('refused: the technician hears it in one word', async () => {
    await pair(world);
    world.hostActions.refuse();
    await world.clock.advance(500);
    expect(desk().ended?.how).toBe('refused');
    expect(world.main.session.endReason).toBe('refused');
  });

  test('taken back: the capture stops and the picture leaves the desk', async () => {
    await live(world);
    world.hostActions.takeBack('screen');
    await world.clock.advance(100);
    expect(world.captures[0]?.stopped).toBe(true);
    expect(world.net.links[0]?.shown).toBeNull();
    expect(desk()).toMatchObject({ screenOn: false, picture: null });
  });

  test('paused: nothing is on the link and no vitals flow; resumed: both are back without a new capture', async () => {
    await live(world);
    world.hostActions.pause();
    await world.clock.advance(100);
    expect(world.net.links[0]?.shown).toBeNull();
    const { length } = desk().vitals;
    await world.clock.advance(6_000);
    expect(desk().vitals).toHaveLength(length);
    expect(desk()).toMatchObject({ paused: true, picture: null });
    world.hostActions.resume();
    await world.clock.advance(3_000);
    expect(world.captures).toHaveLength(1);
    expect(world.net.links[0]?.shown).not.toBeNull();
    expect(desk().vitals.length).toBeGreaterThan(length);
  });

  test('findings are not sent before they are granted, and are as soon as they are', async () => {
    await pair(world);
    world.hostActions.letIn();
    await world.clock.advance(1_000);
    expect(desk()).toMatchObject({ snapshot: null, snapshotState: 'asked' });
    world.hostActions.grantFindings();
    await world.clock.advance(200);
    expect(desk().snapshotState).toBe('complete');
  });

  test('a part that comes later is sent when it comes', async () => {
    world.main.setDiagnosis({ running: true });
    await live(world);
    expect(desk().snapshotState).toBe('arriving');
    world.main.addArea('usb', { status: 'unavailable', reason: 'no USB', ms: 1, at: 1, source: 'test' });
    await world.clock.advance(100);
    expect(desk().snapshot?.areas.usb).toMatchObject({ reason: 'no USB' });
    world.main.setDiagnosis({ running: false });
    await world.clock.advance(100);
    expect(desk().snapshotState).toBe('complete');
  });

  test('a shared window that is closed ends the grant', async () => {
    await live(world);
    world.captures[0]?.end();
    await world.clock.advance(200);
    expect(world.main.session.capabilities.screen.state).toBe('off');
    expect(desk().screenOn).toBe(false);
  });

  test('stopped: told to the technician, everything closed, main told', async () => {
    await live(world);
    world.hostActions.stop();
    await world.clock.advance(1_000);
    expect(desk().ended?.how).toBe('by-person');
    expect(world.main.reports.at(-1)).toEqual({ type: 'link-closed' });
    expect(world.captures[0]?.stopped).toBe(true);
    expect(world.net.links.every(({ state }) => state === 'closed')).toBe(true);
  });

  test('left by the technician: the session ends as such', async () => {
    await live(world);
    world.technicianActions.end();
    await world.clock.advance(1_000);
    expect(world.main.session.endReason).toBe('left-by-technician');
    expect(desk().ended?.how).toBe('by-me');
    expect(world.technician.getState().recent).toHaveLength(1);
  });

  test('a technician who leaves before the person has decided ends it too', async () => {
    await pair(world);
    world.technicianActions.end();
    await world.clock.advance(1_000);
    expect(world.main.session.endReason).toBe('left-by-technician');
  });

  test('asked again: the host sees what is asked for until it is granted', async () => {
    await live(world);
    world.hostActions.takeBack('screen');
    await world.clock.advance(100);
    world.technicianActions.askFor('screen');
    await world.clock.advance(100);
    expect(world.host.getState().asked).toEqual(['screen']);
    await world.hostActions.grantScreen('source-1');
    await world.clock.advance(100);
    expect(world.host.getState().asked).toEqual([]);
  });
});

describe('chat', () => {
  test('goes both ways, and waits while the link is lost', async () => {
    await live(world);
    world.technicianActions.say('  Hello  ');
    await world.clock.advance(100);
    expect(world.host.getState().chat).toMatchObject([{ from: 'peer', text: 'Hello' }]);
    world.net.cut();
    await world.clock.advance(2_500);
    world.hostActions.say('Are you there?');
    expect(world.host.getState().chat.at(-1)).toMatchObject({ from: 'me', waiting: true });
    world.net.mend();
    await world.clock.advance(2_000);
    expect(desk().chat.at(-1)).toMatchObject({ from: 'peer', text: 'Are you there?' });
    expect(world.host.getState().chat.at(-1)).toMatchObject({ waiting: false });
    expect(desk().chat.filter(({ text }) => text === 'Are you there?')).toHaveLength(1);
  });
});

describe('a link that is lost', () => {
  test('is told within 2 s, restarted, and back with everything as it was', async () => {
    await live(world);
    world.net.cut();
    await world.clock.advance(2_000);
    expect(desk().link.state).toBe('lost');
    expect(world.main.session).toMatchObject({ link: 'lost', capabilities: { screen: { state: 'held' } } });
    expect(world.net.links[0]?.restarts).toBe(1);
    world.net.mend();
    await world.clock.advance(1_500);
    expect(desk().link.state).toBe('up');
    expect(world.main.session).toMatchObject({ link: 'up', capabilities: { screen: { state: 'granted' } } });
    expect(world.captures).toHaveLength(1);
  });

  test('that is destroyed is resumed with fresh certificates, and the capture is used again', async () => {
    await live(world);
    const certificate = world.net.links[0]?.options.certificate;
    world.net.links.forEach((link) => link.fail());
    await world.clock.advance(3_000);
    expect(desk().link.state).toBe('up');
    const media = world.net.links.filter(
      ({ options }) => options.carries === 'media' && options.role === 'host',
    );
    expect(media).toHaveLength(2);
    expect(media[1]?.options.certificate).not.toBe(certificate);
    expect(media[1]?.shown).toBe(world.captures[0]);
    expect(world.captures).toHaveLength(1);
    expect(world.main.session.phase).toBe('live');
  });

  test('can be resumed again and again: each time under a new key', async () => {
    await live(world);
    for (let n = 0; n < 3; n++) {
      world.net.links.forEach((link) => link.fail());
      await world.clock.advance(4_000);
      expect(desk().link.state).toBe('up');
    }
    const names = world.broker.wire.flatMap((frame) => /"rendezvous":"(\w+)"/.exec(frame)?.[1] ?? []);
    expect(new Set(names).size).toBe(3);
  });

  test('outlives its server, and meets again when the server is back', async () => {
    await live(world);
    world.broker.down();
    await world.clock.advance(10_000);
    expect(desk().link.state).toBe('up');
    world.net.links.forEach((link) => link.fail());
    await world.clock.advance(30_000);
    expect(desk().link).toMatchObject({ state: 'lost' });
    world.broker.up();
    await world.clock.advance(20_000);
    expect(desk().link.state).toBe('up');
  });

  test('a server that stops while the person is deciding is waited for, and the session goes on', async () => {
    await pair(world);
    world.broker.down();
    await world.clock.advance(3_000);
    expect(desk().link.state).toBe('lost');
    world.broker.up();
    await world.clock.advance(10_000);
    expect(desk()).toMatchObject({ waiting: true, link: { state: 'connecting' } });
    world.hostActions.letIn();
    await world.clock.advance(500);
    expect(desk().link.state).toBe('up');
  });

  test('a technician who vanishes while the person is deciding has left, after half a minute', async () => {
    await pair(world);
    world.broker.down();
    await world.clock.advance(31_000);
    expect(world.main.session).toMatchObject({ phase: 'ended', endReason: 'left-by-technician' });
  });

  test('is given up after five minutes', async () => {
    await live(world);
    world.broker.down();
    world.net.cut();
    world.net.links.forEach((link) => link.fail());
    await world.clock.advance(302_000);
    expect(desk().ended?.how).toBe('link-lost');
    expect(world.main.session.endReason).toBe('link-lost');
  });

  test('away for more than a minute: the screen has to be allowed again', async () => {
    await live(world);
    world.net.cut();
    await world.clock.advance(90_000);
    world.net.mend();
    await world.clock.advance(30_000);
    expect(desk().link.state).toBe('up');
    expect(world.main.session.capabilities).toMatchObject({
      screen: { state: 'off' },
      findings: { state: 'granted' },
    });
    expect(desk().screenOn).toBe(false);
    expect(world.captures[0]?.stopped).toBe(true);
  });
});

describe('a hostile other side', () => {
  test('PM-1: anything before its FIN ends the session', async () => {
    await pair(world);
    // The technician's link speaks out of turn as soon as there is a channel.
    const early = world.net.onLink((link) => {
      if (link.options.role === 'technician')
        link.control.onOpen(() => link.control.send(new Uint8Array([1, 3, 0, 0, 0, 2, 123, 125])));
    });
    world.hostActions.letIn();
    await world.clock.advance(500);
    early();
    expect(world.main.session).toMatchObject({
      phase: 'ended',
      endReason: 'failed',
      error: { code: 'PEER_PROTOCOL' },
    });
  });

  test('PM-1: a message no side may send ends the session on both sides', async () => {
    await live(world);
    const technician = world.net.links.find(({ options }) => options.role === 'technician');
    technician?.control.send(new TextEncoder().encode('\u0001\u0003\0\0\0\u0002{}'));
    await world.clock.advance(500);
    expect(world.main.session).toMatchObject({ phase: 'ended', endReason: 'failed' });
    expect(desk().ended).not.toBeNull();
  });

  test('a chat line said twice under one id is one line', async () => {
    await live(world);
    world.net.cut();
    await world.clock.advance(100);
    world.technicianActions.say('once');
    world.net.mend();
    world.net.links.forEach((link) => link.fail());
    await world.clock.advance(4_000);
    expect(world.host.getState().chat.filter(({ text }) => text === 'once')).toHaveLength(1);
  });
});

test('when both sides are closed no timer is left', async () => {
  await live(world);
  world.hostActions.stop();
  await world.clock.advance(2_000);
  world.technicianActions.closeDesk();
  world.close();
  await world.clock.advance(2_000);
  expect(world.clock.timers).toBe(1); // the broker's own sweep
});
