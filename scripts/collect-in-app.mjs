import { startDisplay } from './lib/display.mjs';
import { SetupError, say } from './lib/progress.mjs';
import { runInForeground } from './lib/run.mjs';
import { launchArgs, launchEnv } from './runtime.mjs';
import { hasDisplay, setUp } from './setup.mjs';

/**
 * `npm run collect -- … --pdf`: a PDF is printed by the browser inside the app, so the app itself collects, as an
 * installed one does. Answers its exit code, or null after saying why that is not possible here.
 */
export async function collectInApp(args) {
  let display;
  try {
    const runtime = await setUp({ runtime: true, build: true });
    if (!hasDisplay()) display = await startDisplay({ windowManager: false });
    const env = launchEnv(display?.env);
    return await runInForeground(runtime.exe, launchArgs({ appArgs: ['collect', ...args] }), { env });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`The app cannot print here: ${error.message}`);
    return null;
  } finally {
    await display?.stop();
  }
}
