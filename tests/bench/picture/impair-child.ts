import { impairTcp, impairUdp } from '../../stage/impair.ts';
import { isLinkName, linkShapes } from '../../stage/link-model.ts';

/** `impair-child.ts udp|tcp TARGET-PORT NAME`: a poor connection to a port of this machine. Says `PORT n`. */
const [kind, target, name = ''] = process.argv.slice(2);
if (!isLinkName(name)) throw new Error(`no connection is called "${name}"`);
const open = kind === 'udp' ? impairUdp : impairTcp;
const proxy = await open({ port: Number(target), shape: linkShapes[name], seed: 2 });
process.stdout.write(`PORT ${proxy.port}\n`);
process.on('SIGTERM', () => void proxy.close().then(() => process.exit(0)));
