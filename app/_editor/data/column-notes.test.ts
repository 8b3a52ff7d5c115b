import { expect, it } from 'vitest';
import { columnNotes } from './column-notes';

const plain = { name: 'age', type: 'float', missing: 3, distinct: 50 };
const words = (...about: Parameters<typeof columnNotes>) => columnNotes(...about).map((note) => note.words);

it('says nothing of a column that is like any other, nor of drift that is noise', () => {
  expect(words(plain, 100, undefined)).toEqual([]);
  expect(words(plain, 100, { name: 'age', status: 'ok', psi: 0.01, sentence: '' })).toEqual([]);
  expect(words(plain, 100, { name: 'age', status: 'too_few_rows', psi: 2, sentence: '' })).toEqual([]);
});

it('tells drift first, then what is missing, infinite or there twice', () => {
  const drift = { name: 'age', status: 'drifted', psi: 0.314, sentence: 'PSI is 0.314.' } as const;
  expect(words({ ...plain, infinite: 2, sameAs: 'years' }, 100, drift)).toEqual([
    'drifted PSI 0.31',
    '2 infinite',
    'same as years',
  ]);
  expect(columnNotes({ ...plain, type: 'text', missing: 100, sameAs: 'gone' }, 100, undefined)).toEqual([
    { words: 'all missing', title: 'age has no value in any row, so it is read as text.', isBad: true },
  ]);
});
