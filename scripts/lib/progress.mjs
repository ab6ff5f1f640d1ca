/** A fault that is explained in its message: shown without a stack. */
export class SetupError extends Error {}

/** One line for people. Always on standard error: standard output belongs to the command's result. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

export function seconds(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}

/** Runs `work` and shows one progress line: at once what is happening, then how long it took. */
export async function step(title, work) {
  const startedAt = performance.now();
  process.stderr.write(`${title} … `);
  try {
    const result = await work();
    process.stderr.write(`${seconds(startedAt)}\n`);
    return result;
  } catch (error) {
    process.stderr.write(`failed after ${seconds(startedAt)}\n`);
    throw error;
  }
}

/** Runs a script's main function; a SetupError ends it with its message, anything else with its stack. */
export async function main(run) {
  try {
    const code = await run();
    process.exitCode = code ?? 0;
  } catch (error) {
    say(error instanceof SetupError ? `\n${error.message}` : error.stack);
    process.exitCode = 1;
  }
}
