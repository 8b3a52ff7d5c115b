import { customType, timestamp } from 'drizzle-orm/pg-core';

/** jsonb of a known shape. postgres.js sends objects as they are; drizzle's own codec would encode them twice. */
export const json = <T>(name: string) =>
  customType<{ data: T; driverData: unknown }>({
    dataType: () => 'jsonb',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => (typeof value === 'string' ? JSON.parse(value) : value) as T,
  })(name);

export const createdAt = () => timestamp('created_at', { withTimezone: true, precision: 3 }).notNull().defaultNow();
export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
