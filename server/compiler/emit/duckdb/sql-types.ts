export { sqlDouble as double } from '@/nodes/kernel/expr/sql-text';

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
