import type { FunctionRow } from './function-row';
import { arithmetic } from './functions/arithmetic';
import { bins } from './functions/bins';
import { categories } from './functions/categories';
import { comparison } from './functions/comparison';
import { conversion } from './functions/conversion';
import { dates } from './functions/dates';
import { exponents } from './functions/exponents';
import { gathering } from './functions/gather';
import { logic } from './functions/logic';
import { lookups } from './functions/lookup';
import { missingValues } from './functions/missing-values';
import { patterns } from './functions/patterns';
import { powerTransforms } from './functions/power-transforms';
import { rounding } from './functions/rounding';
import { textFunctions } from './functions/text';
import { trigonometry } from './functions/trigonometry';

const rows = {
  ...logic,
  ...comparison,
  ...missingValues,
  ...arithmetic,
  ...powerTransforms,
  ...rounding,
  ...exponents,
  ...trigonometry,
  ...textFunctions,
  ...patterns,
  ...dates,
  ...categories,
  ...bins,
  ...lookups,
  ...gathering,
  ...conversion,
};

export type FunctionName = keyof typeof rows;

/** Every function of the expression language, a row each; SEMANTICS.md says what they have in common. */
export const FUNCTIONS: Readonly<Record<FunctionName, FunctionRow>> = rows;
