import type { GridColumn, GridRow } from '../_ui/data-grid';
import type { Partition } from '../_ui/vocabulary';

/** Rows made by arithmetic, the same on every load: enough to show what a grid does with a large table. */
export const sampleCount = 7_037;

const contracts = ['Month-to-month', 'One year', 'Two year'];

function noise(index: number, salt: number): number {
  const value = Math.sin(index * 12.9898 + salt * 78.233) * 43_758.5453;
  return value - Math.floor(value);
}

function partitionOf(index: number): Partition {
  const draw = noise(index, 1);
  return draw < 0.7 ? 'train' : draw < 0.85 ? 'validation' : 'test';
}

const cache = new Map<string, GridRow>();

function sampleRow(index: number, filled: boolean): GridRow {
  const key = `${index}-${filled}`;
  const known = cache.get(key);
  if (known) return known;
  const tenure = Math.floor(noise(index, 2) * 73);
  const monthly = 18.25 + Math.round(noise(index, 3) * 10_050) / 100;
  const total = Math.round(tenure * monthly * 100) / 100;
  const noTickets = noise(index, 4) < 0.12;
  const noTotal = tenure === 0;
  const row: GridRow = {
    cells: [
      `${1_000 + Math.floor(noise(index, 5) * 8_999)}-${'ABCDEFGHKLMNPQRSTVWXYZ'[Math.floor(noise(index, 6) * 22)]}HVE${index % 10}`,
      tenure,
      contracts[Math.floor(noise(index, 7) * 3)],
      noTotal ? (filled ? 679.55 : null) : total,
      noTickets ? (filled ? 0 : null) : Math.floor(noise(index, 8) * 6),
      noTickets ? (filled ? 11.84 : null) : Math.round(noise(index, 9) * 4_120) / 100,
      noise(index, 10) < 0.5,
      `2025-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`,
      [noise(index, 11), noise(index, 12), noise(index, 13), noise(index, 14)],
    ],
    partition: partitionOf(index),
    changed: filled ? [...(noTotal ? [3] : []), ...(noTickets ? [4, 5] : [])] : undefined,
  };
  cache.set(key, row);
  return row;
}

export const inputRow = (index: number): GridRow => sampleRow(index, false);
export const outputRow = (index: number): GridRow => sampleRow(index, true);
/** Every row still on its way. */
export const pendingRow = (): GridRow | undefined => undefined;

/** Bins are counts of rows, like the missing values they stand beside. */
const counted = (weights: readonly number[]): number[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => Math.round((weight / total) * sampleCount));
};

const tenure = counted([14, 6, 5, 4, 4, 4, 3, 4, 5, 9]);
const charges = counted([20, 11, 8, 6, 5, 4, 4, 3, 3, 2]);
const usage = counted([3, 7, 12, 14, 11, 8, 5, 3, 2, 1]);

export const inputColumns: readonly GridColumn[] = [
  { name: 'customerID', type: 'text', isKey: true, profile: { missing: 0, distinct: 7_037 } },
  { name: 'tenure', type: 'int', profile: { missing: 0, bins: tenure, low: '0', high: '72' } },
  { name: 'Contract', type: 'text', profile: { missing: 0, distinct: 3, bins: [55, 21, 24], topShare: 0.55 } },
  { name: 'TotalCharges', type: 'float', profile: { missing: 11, bins: charges }, decimals: 2 },
  { name: 'tickets_90d', type: 'int', profile: { missing: 131, bins: counted([30, 14, 8, 4, 2, 1]) } },
  { name: 'avg_gb_day', type: 'float', profile: { missing: 131, bins: usage }, decimals: 2 },
  { name: 'Paperless', type: 'bool', profile: { missing: 0, distinct: 2, bins: [59, 41], topShare: 0.59 } },
  { name: 'joined_on', type: 'date', profile: { missing: 0, bins: [3, 4, 4, 5, 6, 7], low: 'Jan', high: 'Dec' } },
  { name: 'embedding', type: 'vector', profile: { missing: 0 } },
];

export const outputColumns: readonly GridColumn[] = inputColumns.map((column) =>
  ['TotalCharges', 'tickets_90d', 'avg_gb_day'].includes(column.name)
    ? {
        ...column,
        changed: true,
        profile: {
          missing: 0,
          bins: column.profile?.bins,
          highlight: [column.name === 'tickets_90d' ? 0 : 3],
        },
      }
    : column,
);

/** The last runs of a pipeline, one of them failed. */
export const lastRuns = [9, 7, 9, 6, 9, 5, 4, 4, 10, 10, 6, 6, 6, 7].map((size, index) => ({
  kind: index === 3 ? ('failed' as const) : ('done' as const),
  size: size / 10,
}));

/** Columns as a picker offers them. */
export const pickableColumns = [
  { name: 'tenure', type: 'int' as const },
  { name: 'Contract', type: 'text' as const },
  { name: 'TotalCharges', type: 'float' as const, missing: 11 },
  { name: 'tickets_90d', type: 'int' as const, missing: 131 },
  { name: 'joined_on', type: 'date' as const },
  { name: 'embedding', type: 'vector' as const, disabled: true },
];
