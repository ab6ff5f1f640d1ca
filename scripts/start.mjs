import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDisplay } from './lib/display.mjs';
import { onParentGone } from './lib/parent.mjs';
import { childEnv, localCache, pinnedNode, root } from './lib/paths.mjs';
import { choosePort, waitForPort } from './lib/ports.mjs';
import { main, say } from './lib/progress.mjs';
import { exitCode, runNode } from './lib/run.mjs';
import { launchArgs, launchEnv } from './runtime.mjs';
import { hasDisplay, setUp } from './setup.mjs';

const PREFERRED_PORT = 7480;
const HOST = '127.0.0.1';
const END_LIMIT_MS = 5000;

/** `npm start`: the server on loopback and both windows side by side; the demo where there is no display. */
await main(async () => {
  if (!hasDisplay()) return demoInstead();
  const runtime = await setUp({ system: ['app'], runtime: true, build: true });
  const port = await choosePort(Number(process.env.ALONGSIDE_PORT) || PREFERRED_PORT, HOST);
  const begun = Date.now();
  const server = startServer(port);
  // from here on, whatever ends first takes the other with it
  const app = await waitForPort(port, HOST, server).then(
    () => startApp(runtime, port),
    (error) => end(server).then(() => Promise.reject(error)),
  );
  say(`\nWeb console for the technician: http://${HOST}:${port}/`);
  const link = await setUpLink(begun);
  if (link !== null) say(`The help desk has no owner yet. To set it up, open within 30 minutes: ${link}`);
  say(
    'Two windows open: the person who needs help, and the technician. Read the code in the first, type it in the other.',
  );
  say('Close the windows or press Ctrl+C here to end both and the server.');
  return untilFirstEnds(app, server);
});

function startServer(port) {
  const env = childEnv({
    ALONGSIDE_HOST: HOST,
    ALONGSIDE_PORT: String(port),
    // the build that was just made; a package's may be older
    ALONGSIDE_WEB_ROOT: process.env.ALONGSIDE_WEB_ROOT || join(root, 'out', 'renderer'),
  });
  return startLogged('server', pinnedNode, [join('src-server', 'main.ts')], env);
}

function startApp(runtime, port) {
  const appArgs = ['--role=both', `--server=ws://${HOST}:${port}`];
  return startLogged('app', runtime.exe, launchArgs({ appArgs }), launchEnv());
}

/**
 * The link with which the first owner signs up, as this start of the server wrote it into its folder, a moment after it
 * listens; null when there is an owner.
 */
async function setUpLink(since) {
  const file = join(process.env.ALONGSIDE_DATA_DIR || join(root, 'alongside-data'), 'set-up-link.txt');
  for (let left = 20; left > 0; left -= 1) {
    const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (written >= since) return readFileSync(file, 'utf8').trim();
    await sleep(50);
  }
  return null;
}

/** What the programs write goes to a file: the terminal is for people, and Chromium talks a lot. */
function startLogged(name, command, args, env) {
  mkdirSync(localCache, { recursive: true });
  const log = openSync(logFile(name), 'w');
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
}

function logFile(name) {
  return join(localCache, `${name}.log`);
}

/** Waits for the app, the server or a signal to stop; ends the rest; answers the exit code. */
async function untilFirstEnds(app, server) {
  const first = await Promise.race([
    once(app, 'exit').then(([code, signal]) => appEnded(exitCode(code, signal))),
    once(server, 'exit').then(() => ({
      code: 1,
      text: `The server has stopped. Its log: ${logFile('server')}`,
    })),
    signalled().then(() => ({ code: 0 })),
  ]);
  if (first.text) say(first.text);
  await Promise.all([end(app), end(server)]);
  return first.code;
}

function appEnded(code) {
  return code === 0
    ? { code }
    : { code, text: `The app ended with code ${code}. Its log: ${logFile('app')}` };
}

function signalled() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve);
    onParentGone(resolve);
  });
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_LIMIT_MS);
  await exited;
  clearTimeout(timer);
}

async function demoInstead() {
  say('There is no display here, so no windows can be shown. Running the demo on a virtual one instead.');
  await setUp({ system: ['app', 'display', 'test'], runtime: true, build: true });
  const display = await startDisplay({ width: 2600, height: 1000 });
  try {
    const code = await runNode(['tests/demo/demo.ts', ...process.argv.slice(2)], {
      env: childEnv(display.env),
    });
    say(`Screenshots of both sides: ${join(root, 'demo-out')}`);
    return code;
  } finally {
    await display.stop();
  }
}
