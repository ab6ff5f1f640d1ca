import { pino, type DestinationStream, type Logger } from 'pino';

/** Structured lines on standard output: ids, sizes and codes; never a payload, a header or a query (SG-13). */
export type ServerLog = Logger;

export function createLog(level: string, destination?: DestinationStream): ServerLog {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return destination === undefined ? pino(options) : pino(options, destination);
}
