import type { AppError } from '../errors';

/** What the shell learns. */
export const EXIT = { done: 0, refused: 1, invalid: 2, broken: 3, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A user's mistake is in what they named or wrote; everything else broke. */
export const exitCodeOf = ({ blame }: AppError): ExitCode => (blame === 'user' ? EXIT.invalid : EXIT.broken);
