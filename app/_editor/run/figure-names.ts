/** `sizeBytes` and `log_loss` as words. */
export const figureName = (name: string): string =>
  name
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();

const telling = ['auc', 'accuracy', 'macro f1', 'rmse', 'mae', 'r2', 'f1', 'log loss', 'parity gap', 'loss'];

/** What people look at first; all else comes after, in the order it is in. */
export const figureRank = (name: string): number => (telling.includes(name) ? telling.indexOf(name) : telling.length);

/** It says how good a model is, and not how much there was of something. */
export const isTelling = (name: string): boolean => telling.includes(name) && name !== 'loss';
