import { publishedSchema } from '../../src-shared/report/report-json.ts';
import { collectHelp, readCollectOptions } from './collect-options.ts';
import { lookHidden, runCollect, type CollectPorts } from './collect-run.ts';
import { compareCommand } from './compare-command.ts';

/**
 * The command line of the diagnosis, the same from `npm run collect` and from the installed app. `command` is how it was
 * called, for the help. Answers the exit code: 0, 1 when it could not look or write, 2 on a wrong word.
 */
export async function runCommand(
  words: readonly string[],
  command: string,
  makePorts: () => Promise<CollectPorts>,
): Promise<number> {
  const parsed = readCollectOptions(words);
  const ports = await makePorts();
  switch (parsed.kind) {
    case 'help':
      await ports.print(collectHelp(command));
      return 0;
    case 'schema':
      await ports.print(`${JSON.stringify(publishedSchema(), null, 2)}\n`);
      return 0;
    case 'wrong':
      ports.say(`${parsed.message}\nTry: ${command} --help`);
      return 2;
    case 'compare':
      return await compareCommand(parsed.options, {
        say: ports.say,
        print: ports.print,
        lookNow: () => lookHidden(ports),
      });
    case 'run':
      return await runCollect(parsed.options, ports);
  }
}
