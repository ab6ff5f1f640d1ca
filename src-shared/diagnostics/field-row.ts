/** The tab of the privacy preview in which a field stands. */
export type FieldGroup = 'you' | 'computer' | 'network' | 'programs';

/**
 * How a value is hidden. 'none' is a number, a yes/no or one of a few fixed words and points to nobody; 'text' is
 * free text, searched for everything personal; 'device' is a name that people can change, of which only words of makers
 * and systems stay; all others are replaced as a whole.
 */
export type PrivacyKind =
  | 'none'
  | 'text'
  | 'user'
  | 'host'
  | 'domain'
  | 'serial'
  | 'uuid'
  | 'mac'
  | 'ssid'
  | 'ip'
  | 'path'
  | 'label'
  | 'device';

export type FieldUnit =
  | 'plain'
  | 'bytes'
  | 'percent'
  | 'celsius'
  | 'ghz'
  | 'mbit'
  | 'mhz'
  | 'dbm'
  | 'px'
  | 'hz'
  | 'seconds'
  | 'ms'
  | 'minutes'
  | 'hours'
  | 'time';

export type FieldRow = readonly [
  path: string,
  group: FieldGroup,
  label: string,
  kind: PrivacyKind,
  unit: FieldUnit,
  why: string,
];
