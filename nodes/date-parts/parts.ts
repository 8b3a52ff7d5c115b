import type { FunctionName } from '../kernel';

/** A number read off a date or time. `period`: how many make a full turn, for parts that come round again. */
interface PartRow {
  readonly label: string;
  readonly help?: string;
  readonly fn: FunctionName;
  readonly period?: number;
  /** A date has none. */
  readonly ofTime?: true;
}

/** In the order of the form and of the new columns; the name of a part is how its columns end. */
export const PARTS = {
  year: { label: 'Year', fn: 'year' },
  quarter: { label: 'Quarter', fn: 'quarter', period: 4 },
  month: { label: 'Month', fn: 'month', period: 12 },
  week: { label: 'Week', help: 'ISO 8601, 1 to 53: weeks begin on Monday.', fn: 'week', period: 52.1775 },
  day: { label: 'Day of the month', fn: 'day', period: 30.436875 },
  weekday: { label: 'Day of the week', help: 'Monday is 1, Sunday is 7.', fn: 'day_of_week', period: 7 },
  day_of_year: { label: 'Day of the year', fn: 'day_of_year', period: 365.2425 },
  hour: { label: 'Hour', fn: 'hour', period: 24, ofTime: true },
  minute: { label: 'Minute', fn: 'minute', period: 60, ofTime: true },
} as const satisfies Record<string, PartRow>;

export type Part = keyof typeof PARTS;
export const partRows = Object.entries(PARTS) as readonly (readonly [Part, PartRow])[];

/** Seconds of a unit of elapsed time; years are those of the Gregorian calendar on average. */
export const UNIT_SECONDS = { minutes: 60, hours: 3600, days: 86_400, weeks: 604_800, years: 31_556_952 } as const;
export const UNITS = ['minutes', 'hours', 'days', 'weeks', 'years'] as const;
