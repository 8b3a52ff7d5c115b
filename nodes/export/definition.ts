import { z } from 'zod';
import { choiceField, defineNode, inputPort, outputPort, switchField, textField } from '../kernel';
import { pathProblem } from './file-path';

const TARGETS = ['csv', 'parquet', 'postgres'] as const;
const FILES = ['csv', 'parquet'] as const;

const config = z.object({
  target: choiceField(TARGETS, 'csv', {
    label: 'To',
    choices: [
      { value: 'csv', label: 'CSV file' },
      { value: 'parquet', label: 'Parquet file' },
      { value: 'postgres', label: 'Postgres table' },
    ],
  }),
  file: textField({
    label: 'File',
    help: 'In the folder “exports” of Sluice. Folders are made: reports/churn.csv.',
    placeholder: 'reports/churn.csv',
    required: true,
    when: { field: 'target', is: FILES },
  }),
  delimiter: choiceField([',', ';', '\t', '|'], ',', {
    label: 'Between cells',
    choices: [
      { value: ',', label: 'comma' },
      { value: ';', label: 'semicolon' },
      { value: '\t', label: 'tab' },
      { value: '|', label: 'bar' },
    ],
    when: { field: 'target', is: ['csv'] },
  }),
  header: switchField(true, { label: 'Names in the first line', when: { field: 'target', is: ['csv'] } }),
  missing: textField({
    label: 'Missing values as',
    placeholder: 'nothing',
    advanced: true,
    when: { field: 'target', is: ['csv'] },
  }),
  connection: textField({
    label: 'Connection',
    help: 'The environment variable that holds the address, such as EXPORT_WAREHOUSE_URL. The address itself is never stored.',
    placeholder: 'EXPORT_WAREHOUSE_URL',
    required: true,
    when: { field: 'target', is: ['postgres'] },
  }),
  schema: textField({ label: 'Schema', when: { field: 'target', is: ['postgres'] } }, 'public'),
  name: textField({ label: 'Table', required: true, when: { field: 'target', is: ['postgres'] } }),
  mode: choiceField(['replace', 'append', 'create'], 'replace', {
    label: 'A table that is there',
    choices: [
      { value: 'replace', label: 'is replaced' },
      { value: 'append', label: 'gets more rows', help: 'It must have the same columns.' },
      { value: 'create', label: 'is an error' },
    ],
    when: { field: 'target', is: ['postgres'] },
  }),
  withPart: switchField(false, {
    label: 'Tell the part of each row',
    help: 'Below a split: a column “part” with train, validation or test.',
    advanced: true,
  }),
});
export type Config = z.infer<typeof config>;

/** Bytes: Postgres cuts longer names off without a word. */
const LONGEST_NAME = 63;

export const exportTable = defineNode({
  type: 'export',
  version: 1,
  title: 'Export',
  summary: 'Writes a table as a CSV or Parquet file, or into a Postgres table.',
  category: 'source',
  ports: { in: { table: inputPort.table() }, out: { report: outputPort.report() } },
  config,
  implementation: 'export@1',
  traits: { rows: 'none', learns: 'nothing', determinism: 'external', serving: 'forbidden', effect: 'publishes' },
  outputSchema: () => ({}),
  check: ({ config: settings, report }) => {
    if (settings.target !== 'postgres') {
      const problem = pathProblem(settings.file);
      if (problem) report('setting-invalid', ['file'], problem, { hint: 'Such as reports/churn.csv.' });
      return;
    }
    if (!/^EXPORT_[A-Z0-9_]+$/.test(settings.connection)) {
      report('setting-invalid', ['connection'], `“${settings.connection}” is not the name of a connection.`, {
        hint: 'Name an environment variable that begins with EXPORT_, and set it where Sluice is started.',
      });
    }
    for (const field of ['schema', 'name'] as const) {
      const bytes = new TextEncoder().encode(settings[field]).length;
      if (bytes === 0 || bytes > LONGEST_NAME)
        report(
          'setting-invalid',
          [field],
          `A ${field === 'name' ? 'table' : 'schema'} needs a name of 1 to ${LONGEST_NAME} bytes.`,
        );
    }
  },
  ui: {
    icon: 'download',
    keywords: ['csv', 'parquet', 'postgres', 'save', 'write', 'file', 'database', 'download', 'sink'],
    describe: ({ target, file, schema, name }) =>
      target === 'postgres'
        ? name === ''
          ? 'Choose a table'
          : `Postgres ${schema}.${name}`
        : file === ''
          ? 'Name the file'
          : `exports/${file}`,
  },
});
