import { type AppError, consequences } from '../errors';

/** Codes that only the API has, beside those of server/errors.ts. */
const statuses: Readonly<Record<string, number>> = {
  path_outside_data_folder: 403,
  publish_needs_version: 409,
  not_materialised: 409,
};

export function httpStatus(error: AppError): number {
  return statuses[error.code] ?? consequences(error).httpStatus;
}
