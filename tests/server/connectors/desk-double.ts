import type { ConnectorMapping } from '../../../src-shared/helpdesk/connector-mapping.ts';
import type { ConnectorSettings } from '../../../src-shared/helpdesk/connector-settings.ts';
import type { StrictDesk, Told } from './strict-desk.ts';

/** What every double keeps, in one shape, so that one test can look at all of them. */
export interface DeskTicket {
  readonly id: string;
  readonly subject: string;
  status: string;
  readonly requester: string;
  readonly messages: DeskMessage[];
  readonly custom: Readonly<Record<string, unknown>>;
}

export interface DeskMessage {
  readonly text: string;
  readonly public: boolean;
  readonly files: readonly DeskFile[];
}

export interface DeskFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export interface DeskDouble {
  readonly desk: StrictDesk;
  readonly settings: ConnectorSettings;
  readonly secrets: Readonly<Record<string, string>>;
  /** What an administrator would add to the defaults: custom fields, transitions. */
  readonly mapping: Partial<ConnectorMapping>;
  readonly tickets: DeskTicket[];
  /** Answers in the system's own style. */
  readonly says: {
    readonly denied: Told;
    readonly invalid: Told;
    /** The field that `invalid` names. */
    readonly field?: string;
    readonly missing: Told;
    readonly tooMany: Told;
    readonly broken: Told;
  };
}
