import { CompletionContext, type CompletionResult, type CompletionSource } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { sqlOver } from './sql-completions';

const tables = { a: ['churn', 'tenure', 'Monthly charges'], b: ['city', 'people'] };

/** What is offered at the end of a text, the likeliest first. */
async function offered(text: string): Promise<string[]> {
  return (await results(text))
    .flatMap(({ options }) => options)
    .sort((one, other) => (other.boost ?? 0) - (one.boost ?? 0))
    .map(({ label }) => label);
}

async function results(text: string): Promise<CompletionResult[]> {
  const state = EditorState.create({ doc: text, extensions: [sqlOver(tables)] });
  const context = new CompletionContext(state, text.length, true);
  const sources = state.languageDataAt<CompletionSource>('autocomplete', text.length);
  const all: (CompletionResult | null)[] = await Promise.all(sources.map((source) => source(context)));
  return all.filter((result) => result !== null);
}

test('columns and tables come before functions and keywords', async () => {
  const all = await offered('select ');
  expect(all.slice(0, 7).sort()).toEqual(['Monthly charges', 'a', 'b', 'churn', 'city', 'people', 'tenure']);
  expect(all.indexOf('median')).toBeLessThan(all.indexOf('where'));
  expect(all).toContain('union all');
});

test('behind the name of a table only its columns are offered', async () => {
  const all = await offered('select * from a, b where b.');
  expect(all).toEqual(expect.arrayContaining(['city', 'people']));
  expect(all).not.toContain('tenure');
});

test('a suggestion takes the place of the word at the cursor, and of nothing before it', async () => {
  expect((await results('select ten')).map(({ from }) => from)).toEqual(['select '.length]);
});
