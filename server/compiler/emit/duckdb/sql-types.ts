export const SQL_TYPE: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int: 'bigint',
  float: 'double',
  text: 'varchar',
  date: 'date',
  timestamp: 'timestamp',
  vector: 'double[]',
  'text-list': 'varchar[]',
  'float-list': 'double[]',
};

/** A double literal: without the cast DuckDB would read a DECIMAL. */
export const double = (value: number): string => `${value}::double`;
