import {
  BatteryWarning,
  CircleAlert,
  Clock,
  Cpu,
  HardDrive,
  MemoryStick,
  Monitor,
  OctagonAlert,
  Printer,
  RotateCcw,
  ShieldAlert,
  Volume2,
  Wifi,
  type LucideIcon,
} from 'lucide-react';
import type { Finding } from '../../../src-shared/findings/finding.ts';

/** By the area part of a rule's id: "DISK-01". */
const icons: Readonly<Record<string, LucideIcon>> = {
  DISK: HardDrive,
  MEM: MemoryStick,
  CPU: Cpu,
  BAT: BatteryWarning,
  NET: Wifi,
  TIME: Clock,
  UPD: RotateCcw,
  OS: RotateCcw,
  SEC: ShieldAlert,
  PRN: Printer,
  DSP: Monitor,
  AUD: Volume2,
};

export function findingIcon({ id, severity }: Pick<Finding, 'id' | 'severity'>): LucideIcon {
  return severity === 'critical' ? OctagonAlert : (icons[id.split('-')[0] ?? ''] ?? CircleAlert);
}

/** Red keeps its force: critical only. What is merely good to know has no colour. */
export function findingTone({ severity }: Pick<Finding, 'severity'>): 'plain' | 'amber' | 'red' {
  if (severity === 'critical') return 'red';
  return severity === 'info' ? 'plain' : 'amber';
}
