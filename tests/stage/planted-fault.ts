import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RuleId } from '../../src-shared/findings/finding.ts';
import { makeCertificate } from '../main/network-tests/make-certificate.ts';

/** Something really wrong with this computer, made by us: found by a rule until it is fixed. */
export interface PlantedFault {
  /** In words, for whoever watches. */
  readonly what: string;
  /** The rule that finds it. */
  readonly rule: RuleId;
  fix(): void;
  /** Leaves no trace, fixed or not. */
  remove(): void;
}

/** A full volume where we may mount one, else a remote-control program that nobody asked for. */
export function plantFault(): PlantedFault {
  return plantFullVolume() ?? plantRemoteTool();
}

/** A small file system of its own, filled to the brim; null where nothing can be mounted. */
export function plantFullVolume(): PlantedFault | null {
  const folder = mkdtempSync(join(tmpdir(), 'planted-volume-'));
  const image = join(folder, 'image');
  const mount = join(folder, 'volume');
  const remove = () => {
    run('umount', mount);
    rmSync(folder, { recursive: true, force: true });
  };
  writeFileSync(image, '');
  truncateSync(image, 48 * 1024 * 1024);
  mkdirSync(mount);
  const mounted = run('mkfs.ext4', '-q', '-F', '-m', '0', image) && run('mount', '-o', 'loop', image, mount);
  if (!mounted) {
    remove();
    return null;
  }
  fill(join(mount, 'filler'));
  return {
    what: 'a volume of 48 MB that is full',
    rule: 'DISK-02',
    fix: () => rmSync(join(mount, 'filler')),
    remove,
  };
}

/** Writes until nothing more fits. */
function fill(path: string): void {
  const megabyte = Buffer.alloc(1024 * 1024, 1);
  try {
    for (let n = 0; n < 64; n += 1) writeFileSync(path, megabyte, { flag: 'a' });
  } catch {
    // full, which is what was wanted
  }
}

/** A program that has the name of a remote-control tool and sleeps. */
export function plantRemoteTool(): PlantedFault {
  const folder = mkdtempSync(join(tmpdir(), 'planted-program-'));
  const program = join(folder, 'anydesk');
  copyFileSync('/bin/sleep', program);
  chmodSync(program, 0o755);
  const child: ChildProcess = spawn(program, ['600'], { stdio: 'ignore' });
  const fix = () => void child.kill('SIGKILL');
  return {
    what: 'a program named like a remote-control tool',
    rule: 'SEC-09',
    fix,
    remove() {
      fix();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A certificate of the person's own that ends in five days, where VPN programs keep theirs. */
export function plantOldCertificate(home: string): PlantedFault {
  const folder = join(home, '.cert');
  const path = join(folder, 'own.pem');
  const write = (days: number) => {
    const to = new Date(Date.now() + days * 86_400_000);
    writeFileSync(path, makeCertificate({ name: 'Own VPN', to }).pem);
  };
  mkdirSync(folder, { recursive: true });
  write(5);
  return {
    what: 'a certificate that ends in five days',
    rule: 'SEC-12',
    fix: () => write(400),
    remove: () => rmSync(path, { force: true }),
  };
}

function run(program: string, ...args: readonly string[]): boolean {
  try {
    const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
    execFileSync(program, [...args], { stdio: 'ignore', env: { ...process.env, PATH }, timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}
