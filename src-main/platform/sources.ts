import type { AreaDataOf } from '../../src-shared/diagnostics/area-schemas.ts';
import type { Platform } from '../../src-shared/diagnostics/snapshot.ts';
import type { Answer } from './answer.ts';
import type { RunCommand } from './run-command.ts';
import type { SystemFiles } from './system-files.ts';

/** What a source may use to look at the machine; handed in, so that tests can stand in for a machine. */
export interface SourceTools {
  readonly files: SystemFiles;
  readonly run: RunCommand;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Epoch ms. */
  readonly now: () => number;
  /** Ends when the probe's time is up. */
  readonly signal: AbortSignal;
}

export type Source<T> = (tools: SourceTools) => Promise<Answer<T>>;

/** What only this system can say of the clock; the rest is the same everywhere. */
export type ClockState = Pick<AreaDataOf['time'], 'synchronised' | 'serviceActive'>;

/** Counters since the start, in ticks of any length; each sums over all cores. */
export interface CpuTicks {
  readonly busy: number;
  readonly total: number;
  readonly ioWait: number | null;
  readonly steal: number | null;
  /** Each core by itself; empty where the system does not tell. */
  readonly cores: readonly { readonly busy: number; readonly total: number }[];
}

/** What a system can add to the addresses that Node itself lists. */
export interface NetworkDetails {
  readonly interfaces: readonly InterfaceDetails[];
  readonly dnsServers: readonly string[];
  readonly proxySet: boolean | null;
}
export type InterfaceDetails = Omit<
  AreaDataOf['network']['interfaces'][number],
  'addresses' | 'isDefault' | 'name'
> & {
  readonly name: string;
};

/** One running process; times in seconds. */
export interface ProcessSample {
  readonly pid: number;
  readonly name: string;
  /** Processor time used since it began; null where only a share is known. */
  readonly cpuSeconds: number | null;
  /** Share of one core, 0 to 100 and more, where the system measures it itself. */
  readonly corePercent: number | null;
  readonly memoryBytes: number | null;
  readonly runningSeconds: number | null;
}

/** One port on which a program waits to be called. */
export interface OpenPort {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  /** Only this computer itself can call, or others too. */
  readonly reach: 'computer' | 'network';
  /** Name of the executable; null where the system does not tell this user. */
  readonly program: string | null;
}

/** What each disk has done since the start. */
export interface DiskTotals {
  readonly device: string;
  readonly reads: number;
  readonly writes: number;
  readonly readBytes: number;
  readonly writtenBytes: number;
  /** Milliseconds that all requests together have waited. */
  readonly readMs: number;
  readonly writeMs: number;
  /** Milliseconds with at least one request under way. */
  readonly busyMs: number;
}

/** What one look tells; what happened since the look before is the probe's to find out. */
export type ThermalState = Omit<AreaDataOf['thermal'], 'throttledInSample' | 'sampleMs'>;
export type MemoryState = Omit<AreaDataOf['memoryHealth'], 'swappedOutInSample' | 'sampleMs'>;

/** Counters for live values; null where the system does not tell. */
export interface LiveCounters {
  readonly memoryUsed: number | null;
  readonly memoryTotal: number | null;
  readonly swapUsed: number | null;
  readonly swapTotal: number | null;
  /** Mean number of programs that wanted to run in the last minute. */
  readonly load: number | null;
  readonly disks: ReadonlyMap<string, DiskCounters> | null;
  /** Bytes since the start over all real interfaces. */
  readonly networkUp: number | null;
  readonly networkDown: number | null;
  readonly temperatureC: number | null;
  readonly batteryPercent: number | null;
  readonly onMains: boolean | null;
}

/** Since the start. */
export interface DiskCounters {
  readonly busyMs: number;
  readonly readBytes: number;
  readonly writtenBytes: number;
}

/** All processes at little cost, for live values. Names as programs give them; the true one is asked for the few shown. */
export interface LiveProcesses {
  readonly list: Source<readonly ProcessSample[]>;
  readonly trueName: (tools: SourceTools, pid: number) => Promise<string | null>;
}

/** The one interface behind which the systems differ. */
export interface PlatformSources {
  readonly id: Platform;
  readonly system: Source<AreaDataOf['system']>;
  readonly os: Source<AreaDataOf['os']>;
  readonly clock: Source<ClockState>;
  readonly cpu: Source<AreaDataOf['cpu']>;
  readonly cpuTicks: Source<CpuTicks>;
  readonly memory: Source<AreaDataOf['memory']>;
  readonly volumes: Source<AreaDataOf['volumes']>;
  readonly disks: Source<AreaDataOf['disks']>;
  readonly graphics: Source<AreaDataOf['graphics']>;
  readonly displays: Source<AreaDataOf['displays']>;
  readonly network: Source<NetworkDetails>;
  readonly route: Source<AreaDataOf['route']>;
  readonly wifi: Source<AreaDataOf['wifi']>;
  readonly battery: Source<AreaDataOf['battery']>;
  readonly processes: Source<readonly ProcessSample[]>;
  readonly openPorts: Source<readonly OpenPort[]>;
  readonly protection: Source<AreaDataOf['protection']>;
  readonly encryption: Source<AreaDataOf['encryption']>;
  readonly firmware: Source<AreaDataOf['firmware']>;
  readonly certificates: Source<AreaDataOf['certificates']>;
  readonly printers: Source<AreaDataOf['printers']>;
  readonly usb: Source<AreaDataOf['usb']>;
  readonly audio: Source<AreaDataOf['audio']>;
  readonly services: Source<AreaDataOf['services']>;
  readonly startup: Source<AreaDataOf['startup']>;
  readonly updates: Source<AreaDataOf['updates']>;
  readonly crashes: Source<AreaDataOf['crashes']>;
  readonly events: Source<AreaDataOf['events']>;
  readonly boot: Source<AreaDataOf['boot']>;
  readonly users: Source<AreaDataOf['users']>;
  readonly software: Source<AreaDataOf['software']>;
  readonly live: Source<LiveCounters>;
  /** Null where listing them costs too much for every second. */
  readonly liveProcesses: LiveProcesses | null;
  /** Processor time of each process, where `processes` itself knows only shares (CPU-05); null where it knows both. */
  readonly processTimes: Source<readonly ProcessSample[]> | null;
  readonly thermal: Source<ThermalState>;
  readonly memoryHealth: Source<MemoryState>;
  readonly diskCounters: Source<readonly DiskTotals[]>;
  readonly pools: Source<AreaDataOf['pools']>;
  readonly backup: Source<AreaDataOf['backup']>;
  readonly power: Source<AreaDataOf['power']>;
  readonly bluetooth: Source<AreaDataOf['bluetooth']>;
  readonly cameras: Source<AreaDataOf['cameras']>;
  readonly media: Source<AreaDataOf['media']>;
}
