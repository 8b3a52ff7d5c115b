import { z } from 'zod';
import {
  choiceField,
  contentKey,
  type DatasetRequest,
  defineNode,
  emptyOpenSchema,
  field,
  optionalTextField,
  outputPort,
  type ParseRules,
  SCALAR_TYPES,
  switchField,
  type TableSchema,
  textField,
  textsField,
} from '../kernel';

/** Changes with what reading a file yields; part of the dataset version's identity. */
export const READER_VERSION = 'sluice-reader@2';

const file = z.object({
  /** SHA-256 of the raw file's bytes: what binds a pipeline to its data. */
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex'),
  name: z.string(),
  /** Where the file lies, relative to the pipeline file or below the data folder. */
  path: z.string().optional(),
  sizeBytes: z.number().optional(),
});

const config = z.object({
  file: field(file.optional(), {
    widget: 'file',
    label: 'File',
    help: 'CSV or Parquet: drop it here, or choose one from the data folder.',
    required: true,
  }),
  key: field(z.string().default(''), {
    widget: 'column',
    input: '$output',
    label: 'Key column',
    help: 'Identifies a row. Without one, rows are told apart by their whole content.',
  }),
  names: field(z.record(z.string(), z.string().min(1)).default({}), {
    widget: 'name-map',
    label: 'Column names',
    help: 'What columns of the file are called from here on. Requests to an endpoint use these names too.',
  }),
  types: field(z.record(z.string(), z.enum(SCALAR_TYPES)).default({}), {
    widget: 'type-map',
    label: 'Column types',
    help: 'Corrections of the inferred types. Values that do not fit become missing and are listed as unparsed.',
  }),
  nullTokens: textsField(['', 'NA', 'N/A', 'null', 'NULL', 'NaN', 'nan'], {
    label: 'Read as missing',
    help: 'Texts that mean “no value”. The endpoint applies the same list.',
    advanced: true,
  }),
  trim: switchField(true, {
    label: 'Trim spaces',
    help: 'Remove spaces around text before anything else.',
    advanced: true,
  }),
  dateFormats: textsField(['%Y-%m-%d', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%SZ'], {
    label: 'Date formats',
    help: 'strptime patterns, tried in order.',
    advanced: true,
  }),
  delimiter: textField({ label: 'Delimiter', help: 'Empty: found out from the file.', advanced: true }),
  header: switchField(true, { label: 'First line names the columns', advanced: true }),
  encoding: choiceField(['utf-8', 'latin-1', 'utf-16'], 'utf-8', { label: 'Encoding', advanced: true }),
  format: choiceField(['auto', 'csv', 'parquet'], 'auto', { label: 'Format', advanced: true }),
  description: optionalTextField({ label: 'Description', advanced: true }),
});
type Config = z.infer<typeof config>;

function rulesOf(settings: Config, fileName: string): ParseRules {
  const format = settings.format === 'auto' ? (/\.(parquet|pq)$/i.test(fileName) ? 'parquet' : 'csv') : settings.format;
  return {
    format,
    delimiter: settings.delimiter,
    header: settings.header,
    encoding: settings.encoding,
    nullTokens: settings.nullTokens,
    trim: settings.trim,
    dateFormats: settings.dateFormats,
    types: settings.types,
    ...(settings.key ? { key: settings.key } : {}),
    ...(Object.keys(settings.names).length > 0 ? { names: settings.names } : {}),
  };
}

/** The dataset version these settings name: a file's content under parse rules. */
export function datasetOf(settings: Config): DatasetRequest | undefined {
  if (!settings.file) return undefined;
  const rules = rulesOf(settings, settings.file.name);
  return {
    kind: 'dataset',
    key: contentKey(['dataset', READER_VERSION, settings.file.hash, rules]),
    fileHash: settings.file.hash,
    fileName: settings.file.name,
    rules,
  };
}

export const source = defineNode({
  type: 'source',
  version: 1,
  title: 'File',
  summary: 'Reads a CSV or Parquet file into an immutable dataset version.',
  category: 'source',
  ports: { in: {}, out: { table: outputPort.table(), unparsed: outputPort.secondaryTable('Unparsed cells') } },
  config,
  implementation: READER_VERSION,
  traits: { rows: 'none', learns: 'nothing', determinism: 'pure', serving: 'pass' },
  dataset: datasetOf,
  renameOutput: (settings, from, to) => {
    const inFile = Object.entries(settings.names).find(([, name]) => name === from)?.[0] ?? from;
    const { [inFile]: _, ...others } = settings.names;
    return { names: inFile === to ? others : { ...others, [inFile]: to } };
  },
  retypeOutput: (settings, column, to) => ({ types: { ...settings.types, [column]: to } }),
  outputSchema: ({ dataset, config: settings }) => ({
    table: dataset
      ? { columns: dataset.columns, open: false, ...(settings.key ? { key: settings.key } : {}) }
      : emptyOpenSchema,
    unparsed: unparsedSchema,
  }),
  check: ({ config: settings, dataset, report }) => {
    if (!dataset) return;
    if (dataset.unparsedCount > 0) {
      report(
        'rows-unparsed',
        ['types'],
        `${dataset.unparsedCount.toLocaleString('en')} cells or lines of ${settings.file?.name} did not parse; they are missing in the table.`,
        {
          hint: 'Open the port “Unparsed cells” to see them, then correct a type, a date format or the file.',
        },
      );
    }
  },
  ui: {
    icon: 'file-spreadsheet',
    keywords: ['csv', 'parquet', 'upload', 'dataset', 'read'],
    describe: (settings) => settings.file?.name ?? 'Choose a file',
  },
});

/** One row per cell or line that did not parse. */
export const unparsedSchema: TableSchema = {
  columns: [
    { name: 'line', type: 'int', nullable: true },
    { name: 'column', type: 'text', nullable: true },
    { name: 'value', type: 'text', nullable: true },
    { name: 'reason', type: 'text', nullable: false },
  ],
  open: false,
};
