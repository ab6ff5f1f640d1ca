import { networkSetupSchema } from '../../../src-shared/network/network-targets.ts';
import { relayTest } from '../../../src-main/network-tests/relay-test.ts';
import { runNetworkTest } from '../../../src-main/network-tests/run-network-test.ts';
import { linuxSources } from '../../../src-main/platform/linux.ts';
import { createRunCommand } from '../../../src-main/platform/run-command.ts';
import { createSystemFiles } from '../../../src-main/platform/system-files.ts';

/* Run by relay-tls.test.ts as a process of its own, because whom Node trusts is settled when it starts. */
const tools = {
  files: createSystemFiles(),
  run: createRunCommand(),
  env: {},
  now: () => Date.now(),
  sources: linuxSources,
  setup: networkSetupSchema.parse(JSON.parse(process.argv[2] ?? '{}')),
  watch: () => performance.now(),
  quick: false,
  progress: () => undefined,
};
const stop = new AbortController().signal;
const result = await runNetworkTest(relayTest, tools, { target: null, stop });
process.stdout.write(JSON.stringify(result), () => process.exit(0));
