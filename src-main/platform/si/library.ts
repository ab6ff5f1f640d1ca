import type { Systeminformation } from 'systeminformation';

/** The named functions of systeminformation that this app calls; never getAllData or getStaticData. */
export interface Library {
  system(): Promise<Systeminformation.SystemData>;
  bios(): Promise<Systeminformation.BiosData>;
  baseboard(): Promise<Systeminformation.BaseboardData>;
  chassis(): Promise<Systeminformation.ChassisData>;
  osInfo(): Promise<Systeminformation.OsData>;
  cpu(): Promise<Systeminformation.CpuData>;
  cpuTemperature(): Promise<Systeminformation.CpuTemperatureData>;
  mem(): Promise<Systeminformation.MemData>;
  battery(): Promise<Systeminformation.BatteryData>;
  graphics(): Promise<Systeminformation.GraphicsData>;
  fsSize(): Promise<Systeminformation.FsSizeData[]>;
  diskLayout(): Promise<Systeminformation.DiskLayoutData[]>;
  networkInterfaces(): Promise<
    Systeminformation.NetworkInterfacesData[] | Systeminformation.NetworkInterfacesData
  >;
  networkGatewayDefault(): Promise<string>;
  wifiConnections(): Promise<Systeminformation.WifiConnectionData[]>;
  processes(): Promise<Systeminformation.ProcessesData>;
  printer(): Promise<Systeminformation.PrinterData[]>;
  usb(): Promise<Systeminformation.UsbData[]>;
  audio(): Promise<Systeminformation.AudioData[]>;
  powerShellStart(): void;
  powerShellRelease(): void;
}

let loaded: Promise<Library> | null = null;

/** Loaded when first needed: on Linux it never is, and half a megabyte of code stays out of memory. */
export function library(): Promise<Library> {
  loaded ??= import('systeminformation').then((module) => module.default);
  return loaded;
}
