import { HighlightStyle } from '@codemirror/language';
import { tags } from '@lezer/highlight';

/** The colours that code has everywhere in the product, light and dark. */
export const sqlInk = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: 'var(--cat-prepare)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--cat-judge)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--cat-watch)' },
  { tag: [tags.lineComment, tags.blockComment], color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'var(--cat-source)' },
]);
