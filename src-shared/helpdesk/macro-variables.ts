/** What a macro may speak of: plain values, made ready by the caller. Null: this ticket has none. */
export interface MacroFacts {
  readonly ticket: {
    readonly number: number;
    readonly subject: string;
    readonly state: string;
    readonly priority: string;
    readonly queue: string | null;
    readonly device: string | null;
    /** As the reader writes dates. */
    readonly created: string;
  };
  readonly requester: { readonly name: string; readonly email: string | null } | null;
  readonly technician: { readonly name: string };
  readonly organisation: { readonly name: string };
  /** Today, as the reader writes dates. */
  readonly today: string;
}

interface MacroVariable {
  /** For the editor's help. */
  readonly meaning: string;
  readonly example: string;
  readonly of: (facts: MacroFacts) => string | null;
}

/** All there are. Text beside a name is data: nothing in a macro is ever run. */
export const macroVariables = {
  'ticket.number': {
    meaning: 'Number of the ticket',
    example: '1042',
    of: ({ ticket }) => `${ticket.number}`,
  },
  'ticket.subject': {
    meaning: 'Subject of the ticket',
    example: 'Printer is offline',
    of: ({ ticket }) => ticket.subject,
  },
  'ticket.state': { meaning: 'State of the ticket', example: 'open', of: ({ ticket }) => ticket.state },
  'ticket.priority': {
    meaning: 'Priority of the ticket',
    example: 'normal',
    of: ({ ticket }) => ticket.priority,
  },
  'ticket.queue': { meaning: 'Queue of the ticket', example: 'First line', of: ({ ticket }) => ticket.queue },
  'ticket.device': {
    meaning: 'Device of the ticket',
    example: 'ThinkPad T14',
    of: ({ ticket }) => ticket.device,
  },
  'ticket.created': {
    meaning: 'Day the ticket was made',
    example: '23 Nov 2026',
    of: ({ ticket }) => ticket.created,
  },
  'requester.name': {
    meaning: 'Full name of the person',
    example: 'Maria Weber',
    of: ({ requester }) => requester?.name ?? null,
  },
  'requester.firstName': {
    meaning: 'First word of the person’s name',
    example: 'Maria',
    of: ({ requester }) => requester?.name.trim().split(/\s+/u)[0] ?? null,
  },
  'requester.email': {
    meaning: 'E-mail address of the person',
    example: 'maria@example.org',
    of: ({ requester }) => requester?.email ?? null,
  },
  'technician.name': { meaning: 'Your name', example: 'Kevin M.', of: ({ technician }) => technician.name },
  'organisation.name': {
    meaning: 'Name of your organisation',
    example: 'Example Ltd',
    of: ({ organisation }) => organisation.name,
  },
  today: { meaning: 'Today’s date', example: '24 Nov 2026', of: ({ today }) => today },
} as const satisfies Record<string, MacroVariable>;

export type MacroVariableName = keyof typeof macroVariables;

export function isMacroVariable(name: string): name is MacroVariableName {
  return Object.hasOwn(macroVariables, name);
}
