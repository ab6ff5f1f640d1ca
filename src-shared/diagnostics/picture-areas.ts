import { z } from 'zod';
import { bytes, celsius, count, figure, flag, name } from './field-types.ts';

export const graphicsSchema = z.strictObject({
  controllers: z
    .array(
      z.strictObject({
        vendor: name,
        model: name,
        driver: name,
        driverVersion: name,
        /** As the driver writes it. */
        driverDate: name,
        memoryBytes: bytes,
        temperatureC: celsius,
      }),
    )
    .max(16),
  /** DSP-01: the app itself draws without a graphics card; null where nobody has looked (command line). */
  softwareRendering: flag,
});

export const displaySchema = z.strictObject({
  /** The maker's model name, or the connector: "DELL U2720Q", "HDMI-1". */
  model: name,
  vendor: name,
  serial: name,
  /** "HDMI", "DP", "eDP" … */
  connection: name,
  main: flag,
  internal: flag,
  /** DSP-04: current and native size in physical pixels. */
  widthPx: count,
  heightPx: count,
  nativeWidthPx: count,
  nativeHeightPx: count,
  refreshHz: figure(0, 1000),
  /** 100 is unscaled. */
  scalePercent: figure(10, 1000),
});
export type Display = z.infer<typeof displaySchema>;

export const displaysSchema = z.strictObject({
  displays: z.array(displaySchema).max(32),
});
