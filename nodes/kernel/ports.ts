export const PORT_TYPES = ['table', 'model', 'report', 'endpoint'] as const;
export type PortType = (typeof PORT_TYPES)[number];

export interface InputPort {
  /** What may be wired here; deploy takes a model or a table. */
  readonly accepts: readonly PortType[];
  readonly title: string;
  readonly required: boolean;
}

export interface OutputPort {
  readonly type: PortType;
  readonly title: string;
  /** Drawn hollow: not needed for the node's purpose (a report, the rejected rows). */
  readonly secondary: boolean;
}

const input = (type: PortType | readonly PortType[], title: string, required = true): InputPort => ({
  accepts: typeof type === 'string' ? [type] : type,
  title,
  required,
});

export const inputPort = {
  table: (title = 'Table') => input('table', title),
  optionalTable: (title = 'Table') => input('table', title, false),
  model: (title = 'Model') => input('model', title),
  endpoint: (title = 'Endpoint') => input('endpoint', title),
  oneOf: (types: readonly PortType[], title: string) => input(types, title),
};

const output = (type: PortType, title: string, secondary = false): OutputPort => ({ type, title, secondary });

export const outputPort = {
  table: (title = 'Table') => output('table', title),
  secondaryTable: (title: string) => output('table', title, true),
  model: (title = 'Model') => output('model', title),
  report: (title = 'Report') => output('report', title, true),
  endpoint: (title = 'Endpoint') => output('endpoint', title),
};
