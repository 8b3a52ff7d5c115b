import { z } from 'zod';
import {
  columnNameProblem,
  type Derivation,
  defineNode,
  derivedColumn,
  derivedRows,
  derivedSchema,
  emptyOpenSchema,
  expressionField,
  findColumn,
  inputPort,
  isSameName,
  listField,
  outputPort,
  type Rel,
  readExpr,
  type TableSchema,
  textField,
} from '../kernel';

const formulaSchema = z.object({
  name: textField({
    label: 'Column',
    placeholder: 'new or existing',
    required: true,
    makesColumn: true,
  }),
  of: expressionField({ label: 'Formula', required: true }),
});
type Formula = z.infer<typeof formulaSchema>;

const config = z.object({
  formulas: listField(formulaSchema, {
    label: 'Formulas',
    help: 'A new name adds a column, the name of one that is there replaces it. Each may read those above it.',
    required: true,
  }),
});

/** A formula with the table it reads. */
interface Step {
  readonly formula: Formula;
  readonly table: TableSchema;
  /** What it makes; absent while it cannot be read. */
  readonly made?: Derivation;
  /** Columns it reads, as its table names them. */
  readonly reads: readonly string[];
}

/** The formulas from top to bottom, and the table after the last. Lineage leads back to the columns that arrive. */
export function stepsOf(formulas: readonly Formula[], arriving: TableSchema): { steps: Step[]; table: TableSchema } {
  const origins = new Map<string, readonly string[]>();
  const steps: Step[] = [];
  let table = arriving;
  for (const formula of formulas) {
    const { expr, type, nullable, columns } = readExpr(formula.of, table);
    const isReadable = formula.name !== '' && expr !== undefined && type !== undefined;
    if (!isReadable) {
      steps.push({ formula, table, reads: columns });
      continue;
    }
    const from = [...new Set(columns.flatMap((name) => origins.get(name) ?? [name]))];
    origins.set(formula.name, from);
    const column = derivedColumn(formula.name, type, from, { nullable });
    const replaces = findColumn(table, formula.name)?.name;
    const made: Derivation = { column, expr: () => expr, ...(replaces === undefined ? {} : { replaces }) };
    steps.push({ formula, table, made, reads: columns });
    table = derivedSchema(table, [made]);
  }
  return { steps, table };
}

/** Formulas that read nothing made beside them are computed at once: wide tables are copied no more often than needed. */
function layersOf(steps: readonly Step[]): Step[][] {
  const layers: Step[][] = [];
  let names = new Set<string>();
  for (const step of steps) {
    if (!step.made) continue;
    const { name } = step.made.column;
    if (layers.length === 0 || names.has(name) || step.reads.some((column) => names.has(column))) {
      layers.push([]);
      names = new Set();
    }
    layers.at(-1)!.push(step);
    names.add(name);
  }
  return layers;
}

export const formula = defineNode({
  type: 'formula',
  version: 1,
  title: 'Formula',
  summary: 'New or replaced columns, each an expression over the columns of the row.',
  category: 'shape',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config,
  traits: { rows: 'keeps', learns: 'nothing', determinism: 'pure', serving: 'per-row' },
  expressionTable: ({ config: { formulas }, inputs }, [, index]) =>
    stepsOf(formulas, inputs.table ?? emptyOpenSchema).steps[Number(index)]?.table,
  outputSchema: ({ inputs, config: { formulas } }) => ({
    table: stepsOf(formulas, inputs.table ?? emptyOpenSchema).table,
  }),
  check: ({ config: { formulas }, inputs, report }) => {
    stepsOf(formulas, inputs.table ?? emptyOpenSchema).steps.forEach(({ formula: { name }, table }, index) => {
      const problem = columnNameProblem(name);
      const alike = table.columns.find((column) => column.name !== name && isSameName(column.name, name));
      if (problem) report('setting-invalid', ['formulas', index, 'name'], problem, { hint: 'Give it another name.' });
      else if (alike)
        report('column-twice', ['formulas', index, 'name'], `${name} differs from ${alike.name} only in case.`, {
          hint: `Write ${alike.name} to replace it, or choose another name.`,
        });
    });
  },
  lower: ({ inputs, schemas, config: { formulas }, learned }) => {
    const { steps } = stepsOf(formulas, schemas.table ?? emptyOpenSchema);
    const rel = layersOf(steps).reduce<Rel>(
      (before, layer) =>
        derivedRows(
          before,
          layer[0]!.table,
          layer.flatMap(({ made }) => made ?? []),
          learned,
        ),
      inputs.table!,
    );
    return { table: { kind: 'relation', rel } };
  },
  ui: {
    icon: 'square-function',
    keywords: ['expression', 'compute', 'calculate', 'derive', 'mutate', 'column', 'if'],
    describe: ({ formulas }) =>
      formulas.length === 0
        ? 'No formulas yet'
        : formulas.length === 1
          ? `${formulas[0]!.name} = ${formulas[0]!.of}`
          : formulas.map(({ name }) => name).join(', '),
  },
});
