import type { NodeExample } from '../kernel/examples';

export const examples: readonly NodeExample[] = [
  {
    title: 'Length and words, by code point; the empty text has none, missing stays missing',
    config: {},
    in: {
      table: {
        columns: ['note:text', 'n:int'],
        rows: [
          ['Ærø  er\nfin 😀', 1],
          ['', 2],
          [null, 3],
        ],
      },
    },
    out: {
      table: {
        columns: ['note:text', 'n:int', 'note_length:int', 'note_words:int'],
        rows: [
          ['Ærø  er\nfin 😀', 1, 13, 4],
          ['', 2, 0, 0],
          [null, 3, null, null],
        ],
      },
    },
  },
  {
    title: 'Shares of the characters; the text itself is dropped',
    config: { length: false, words: false, digits: true, capitals: true, punctuation: true, original: 'drop' },
    in: { table: { columns: ['code:text'], rows: [['AB-12ab…'], ['É+ ¿'], [''], [null]] } },
    out: {
      table: {
        columns: ['code_digit_share:float', 'code_capital_share:float', 'code_punctuation_share:float'],
        rows: [
          [0.25, 0.25, 0.25],
          [0, 0.25, 0.5],
          [0, 0, 0],
          [null, null, null],
        ],
      },
    },
  },
  {
    title: 'What it contains: texts and patterns',
    config: {
      columns: ['a "b"'],
      length: false,
      words: false,
      contains: [
        { find: 'refund' },
        { find: 'C++ (new)', ignoreCase: false, as: 'has_cpp' },
        { find: '\\d{2,}', kind: 'pattern', as: 'has_number' },
      ],
    },
    in: {
      table: {
        columns: ['a "b":text', 'city:text'],
        rows: [
          ['A REFUND, please', 'Oslo'],
          ['line 1\nC++ (new) 42', null],
          ['c++ (new)', 'Bern'],
          [null, 'Bern'],
        ],
      },
    },
    out: {
      table: {
        columns: ['a "b":text', 'city:text', 'a "b"_has_refund:bool', 'a "b"_has_cpp:bool', 'a "b"_has_number:bool'],
        rows: [
          ['A REFUND, please', 'Oslo', true, false, false],
          ['line 1\nC++ (new) 42', null, false, true, true],
          ['c++ (new)', 'Bern', false, false, false],
          [null, 'Bern', null, null, null],
        ],
      },
    },
  },
  {
    title: 'An empty table gets the columns',
    config: { except: ['key'] },
    in: { table: { columns: ['key:text', 'x:text'], rows: [] } },
    out: { table: { columns: ['key:text', 'x:text', 'x_length:int', 'x_words:int'], rows: [] } },
  },
];
