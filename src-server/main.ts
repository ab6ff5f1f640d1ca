import { CommandRefused } from './command-refused.ts';
import { helpText } from './config-variables.ts';
import { decodeConfig, type ServerConfig } from './config.ts';
import { createServer } from './create-server.ts';
import { recordsCommands, runRecordsCommand, type RecordsCommand } from './records-command.ts';

export { createServer, type RunningServer } from './create-server.ts';
export { decodeConfig, type ServerConfig } from './config.ts';

/** A stop that takes longer than this is forced, in ms. */
const STOP_WITHIN_MS = 2_500;

if (import.meta.main) await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  process.umask(0o077); // what is written here is for this user only
  if (args.includes('--help') || args.includes('-h')) return void process.stdout.write(`${helpText()}\n`);
  const config = decodeConfig(process.env);
  if (!config.ok) return leave(config.error);
  const [word = '', ...rest] = args;
  if (word === '') return run(config.value);
  const command = recordsCommands.find((one) => one === word);
  if (command === undefined) return leave(`There is no command ${JSON.stringify(word)}. See --help.`);
  await records(command, rest, config.value);
}

async function run(config: ServerConfig): Promise<void> {
  const server = await createServer(config).catch((error: unknown) => leave(whyNot(error, config)));
  if (server === undefined) return;
  if (server.setUpLink !== null) process.stderr.write(`${setUpText(server.setUpLink, server.setUpFile)}\n`);
  const stop = (): void => {
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
    void server.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

async function records(
  command: RecordsCommand,
  args: readonly string[],
  config: ServerConfig,
): Promise<void> {
  try {
    await runRecordsCommand(command, args, config, {
      say: (line) => void process.stdout.write(`${line}\n`),
    });
  } catch (error) {
    if (!(error instanceof CommandRefused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/**
 * On a terminal the link itself. Elsewhere standard error ends in some log, and who reads logs is not who may own the
 * server: only where the link is, unless it is nowhere else. // HD-5
 */
function setUpText(link: string, file: string | null): string {
  const where = file === null || process.stderr.isTTY ? `Open this` : `Open the link in this file`;
  const what = file === null || process.stderr.isTTY ? link : file;
  return `Nobody owns this help desk yet. ${where} within 30 minutes to set it up:\n\n  ${what}\n`;
}

/** Exit code 2: started the wrong way; the text says what to do. */
function leave(text: string): undefined {
  process.stderr.write(`${text}\n`);
  process.exitCode = 2;
}

function whyNot(error: unknown, config: ServerConfig): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${config.port} is taken. Set ALONGSIDE_PORT to another one, or to 0 for any.`;
  if (code === 'EACCES' && error instanceof Error && 'port' in error)
    return `Port ${config.port} needs more rights. Set ALONGSIDE_PORT to one above 1023.`;
  return `The server could not start: ${error instanceof Error ? error.message : String(error)}`;
}
