import { formatFigure } from '@/app/_ui/figures';
import type { ContractColumn } from '@/server/compiler/emit/onnx';

const end = (value: number | string): string => (typeof value === 'number' ? formatFigure(value, 6) : value);

/** What training rows had in a column: "0 – 72", "Yes, No", "7 values". */
export function seenWords({ range, categories, moreCategories, type }: ContractColumn): string {
  if (range) return `${end(range[0])} – ${end(range[1])}`;
  if (categories && categories.length > 0) {
    const words = categories.slice(0, 3).join(', ');
    if (categories.length <= 3 && !moreCategories && words.length <= 32) return words;
    return `${categories.length}${moreCategories ? ' or more' : ''} values`;
  }
  return type === 'bool' ? 'true, false' : 'nothing';
}
