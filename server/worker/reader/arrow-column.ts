import type { DuckDBListVector, DuckDBVector } from '@duckdb/node-api';
import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int64,
  List,
  makeData,
  TimestampMicrosecond,
  Utf8,
} from 'apache-arrow';

/** DuckDB's types of our language's columns; everything else is cast to text by the query. */
export type CellType = 'bool' | 'int' | 'float' | 'text' | 'date' | 'timestamp' | 'vector';

const arrowTypes: Readonly<Record<CellType, () => DataType>> = {
  bool: () => new Bool(),
  int: () => new Int64(),
  float: () => new Float64(),
  text: () => new Utf8(),
  date: () => new DateDay(),
  timestamp: () => new TimestampMicrosecond('UTC'),
  vector: () => new List(new Field('component', new Float64(), true)),
};

export const arrowTypeOf = (type: CellType): DataType => arrowTypes[type]();

/** One column of the chunks of a result as Arrow: nulls in a bitmap, values in one buffer. */
export function arrowColumn(type: CellType, vectors: readonly DuckDBVector[]): Data {
  const length = vectors.reduce((sum, vector) => sum + vector.itemCount, 0);
  const cells: unknown[] = [];
  for (const vector of vectors) {
    for (let row = 0; row < vector.itemCount; row += 1) cells.push(vector.getItem(row));
  }
  const { nullBitmap, nullCount } = nullsOf(cells);
  const shared = { length, nullCount, nullBitmap };
  switch (type) {
    case 'bool':
      return makeData({ type: new Bool(), ...shared, data: bitmapOf(cells, (cell) => cell === true) });
    case 'int':
      return makeData({
        type: new Int64(),
        ...shared,
        data: BigInt64Array.from(cells, (cell) => (cell as bigint | null) ?? 0n),
      });
    case 'float':
      return makeData({
        type: new Float64(),
        ...shared,
        data: Float64Array.from(cells, (cell) => (cell as number | null) ?? 0),
      });
    case 'date':
      return makeData({
        type: new DateDay(),
        ...shared,
        data: Int32Array.from(cells, (cell) => (cell as { days: number } | null)?.days ?? 0),
      });
    case 'timestamp':
      return makeData({
        type: new TimestampMicrosecond('UTC'),
        ...shared,
        data: BigInt64Array.from(cells, (cell) => (cell as { micros: bigint } | null)?.micros ?? 0n),
      });
    case 'text':
      return textColumn(cells, shared);
    case 'vector':
      return vectorColumn(vectors as readonly DuckDBListVector[], shared);
  }
}

interface Shared {
  readonly length: number;
  readonly nullCount: number;
  readonly nullBitmap: Uint8Array;
}

/** By hand: apache-arrow's own builder for text is an order of magnitude slower. */
function textColumn(cells: readonly unknown[], shared: Shared): Data {
  const encoded = cells.map((cell) => (cell === null ? undefined : Buffer.from(String(cell))));
  const valueOffsets = new Int32Array(cells.length + 1);
  encoded.forEach((bytes, index) => {
    valueOffsets[index + 1] = valueOffsets[index]! + (bytes?.length ?? 0);
  });
  const data = new Uint8Array(valueOffsets[cells.length]!);
  encoded.forEach((bytes, index) => {
    if (bytes) data.set(bytes, valueOffsets[index]);
  });
  return makeData({ type: new Utf8(), ...shared, valueOffsets, data });
}

function vectorColumn(vectors: readonly DuckDBListVector[], shared: Shared): Data {
  const components: number[] = [];
  const valueOffsets = new Int32Array(shared.length + 1);
  let at = 0;
  for (const vector of vectors) {
    for (let row = 0; row < vector.itemCount; row += 1) {
      const items = (vector.getItem(row)?.items ?? []) as readonly (number | null)[];
      for (const item of items) components.push(item ?? Number.NaN);
      at += 1;
      valueOffsets[at] = components.length;
    }
  }
  const child = makeData({
    type: new Float64(),
    length: components.length,
    nullCount: 0,
    data: Float64Array.from(components),
  });
  return makeData({ type: new List(new Field('component', new Float64(), true)), ...shared, valueOffsets, child });
}

function nullsOf(cells: readonly unknown[]): { nullBitmap: Uint8Array; nullCount: number } {
  const nullCount = cells.reduce<number>((count, cell) => count + (cell === null ? 1 : 0), 0);
  return { nullBitmap: bitmapOf(cells, (cell) => cell !== null), nullCount };
}

function bitmapOf(cells: readonly unknown[], isSet: (cell: unknown) => boolean): Uint8Array {
  const bits = new Uint8Array(Math.ceil(cells.length / 64) * 8);
  cells.forEach((cell, index) => {
    if (isSet(cell)) bits[index >> 3]! |= 1 << (index & 7);
  });
  return bits;
}
