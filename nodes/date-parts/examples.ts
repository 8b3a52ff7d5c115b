import type { NodeExample } from '../kernel/examples';

export const examples: readonly NodeExample[] = [
  {
    title: 'Parts of a date and of a time; a date has no hour, missing stays missing',
    config: { weekend: true, quarter: true },
    in: {
      table: {
        columns: ['id:int', 'signup:date', 'seen:timestamp'],
        rows: [
          [1, '2024-02-29', '2024-03-02 13:45:10'],
          [2, '1969-12-31', null],
        ],
      },
    },
    out: {
      table: {
        columns: [
          'id:int',
          'signup_year:int',
          'signup_quarter:int',
          'signup_month:int',
          'signup_day:int',
          'signup_weekday:int',
          'signup_is_weekend:bool',
          'seen_year:int',
          'seen_quarter:int',
          'seen_month:int',
          'seen_day:int',
          'seen_weekday:int',
          'seen_hour:int',
          'seen_is_weekend:bool',
        ],
        rows: [
          [1, 2024, 1, 2, 29, 4, false, 2024, 1, 3, 2, 6, 13, true],
          [2, 1969, 4, 12, 31, 3, false, null, null, null, null, null, null, null],
        ],
      },
    },
  },
  {
    title: 'As a cycle: the end of a day lies next to its start',
    config: { year: false, month: true, day: false, weekday: false, hour: true, cyclic: 'cyclic', original: 'keep' },
    in: {
      table: {
        columns: ['at:timestamp'],
        rows: [['2023-12-24 00:10:00'], ['2024-03-01 06:00:00'], [null]],
      },
    },
    out: {
      table: {
        columns: ['at:timestamp', 'at_month_sin:float', 'at_month_cos:float', 'at_hour_sin:float', 'at_hour_cos:float'],
        rows: [
          ['2023-12-24 00:10:00', 0, 1, 0, 1],
          ['2024-03-01 06:00:00', 1, 6.123233995736766e-17, 1, 6.123233995736766e-17],
          [null, null, null, null, null],
        ],
      },
    },
  },
  {
    title: 'Time elapsed since a fixed date, negative before it',
    config: {
      year: false,
      month: false,
      day: false,
      weekday: false,
      hour: false,
      since: 'date',
      sinceDate: '2024-01-01',
      except: ['left alone'],
    },
    in: {
      table: {
        columns: ['on:date', 'left alone:date'],
        rows: [
          ['2024-01-31', '2024-01-31'],
          ['2023-12-31', null],
        ],
      },
    },
    out: {
      table: {
        columns: ['left alone:date', 'on_days_since_2024-01-01:float'],
        rows: [
          ['2024-01-31', 30],
          [null, -1],
        ],
      },
    },
  },
  {
    title: 'Hours between two columns',
    config: {
      columns: ['delivered'],
      year: false,
      month: false,
      day: false,
      weekday: false,
      hour: false,
      since: 'column',
      sinceColumn: 'ordered on',
      unit: 'hours',
    },
    in: {
      table: {
        columns: ['ordered on:date', 'delivered:timestamp'],
        rows: [
          ['2024-01-01', '2024-01-02 06:30:00'],
          [null, '2024-01-02 06:30:00'],
        ],
      },
    },
    out: {
      table: {
        columns: ['ordered on:date', 'delivered_hours_since_ordered on:float'],
        rows: [
          ['2024-01-01', 30.5],
          [null, null],
        ],
      },
    },
  },
  {
    title: 'An empty table gets the columns',
    config: { year: false, month: false, day: false, weekday: false, week: true },
    in: { table: { columns: ['on:date'], rows: [] } },
    out: { table: { columns: ['on_week:int'], rows: [] } },
  },
];
