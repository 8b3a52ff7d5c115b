import { valueWords } from '@/app/_frame/setting-words';
import { type StateKind, stateWords } from '@/app/_ui/vocabulary';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { NodeAnalysis } from '@/server/compiler/analysis';
import { definitionOf, titleOf } from '../canvas/ports';

export const findKinds = ['name', 'type', 'setting', 'column', 'problem', 'state', 'note'] as const;
export type FindKind = (typeof findKinds)[number];

/** Something that is said of a node. */
export interface FindText {
  readonly kind: FindKind;
  /** As it is shown: “Setting Fill with: median”. */
  readonly words: string;
  readonly lower: string;
}

export interface Findable {
  readonly id: string;
  readonly texts: readonly FindText[];
}

export interface FindMatch {
  readonly id: string;
  /** What was found, of what kind. */
  readonly text: FindText;
}

export interface FindSources {
  readonly doc: GraphDoc;
  readonly analysis: Readonly<Record<string, NodeAnalysis>>;
  readonly problems: Readonly<Record<string, readonly Diagnostic[]>>;
  readonly states: Readonly<Record<string, StateKind>>;
}

/** All that can be found, node by node in the order given. */
export function findables(ids: readonly string[], { doc, analysis, problems, states }: FindSources): Findable[] {
  return ids.flatMap((id) => {
    const node = doc.nodes[id];
    if (!node) return [];
    const definition = definitionOf(node);
    const settings = definition?.settings ?? [];
    const columns = Object.values(analysis[id]?.outputs ?? {}).flatMap(({ schema }) => schema?.columns ?? []);
    const state = states[id];
    const texts = [
      text('name', titleOf(node), `${titleOf(node)} ${id}`),
      text(
        'type',
        definition?.title ?? node.type,
        `${definition?.title ?? ''} ${node.type} ${definition?.category ?? ''}`,
      ),
      ...Object.entries(node.config).map(([name, value]) =>
        text(
          'setting',
          `${settings.find((field) => field.name === name)?.label ?? name}: ${valueWords(value)}`,
          `${name} ${deepWords(value)}`,
        ),
      ),
      ...[...new Set(columns.map(({ name }) => name))].map((name) => text('column', name)),
      ...(problems[id] ?? []).map(({ message }) => text('problem', message)),
      ...(state ? [text('state', stateWords[state], state)] : []),
      ...(node.note ? [text('note', node.note)] : []),
    ];
    return [{ id, texts }];
  });
}

const text = (kind: FindKind, words: string, more = ''): FindText => ({
  kind,
  words,
  lower: `${words} ${more}`.toLowerCase(),
});

/** Every word of a value, however deep: what an entry of a list says is found too. */
function deepWords(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return Object.entries(value)
    .map(([name, entry]) => `${Array.isArray(value) ? '' : name} ${deepWords(entry)}`)
    .join(' ');
}

/**
 * Nodes of which all words typed are said. A word may name a kind: `column:age`, `state:failed`, `type:join`; then only
 * that is looked at.
 */
export function findNodes(all: readonly Findable[], query: string): FindMatch[] {
  const wanted = query.toLowerCase().trim().split(/\s+/).filter(Boolean).map(readWord);
  if (wanted.length === 0) return [];
  return all.flatMap(({ id, texts }) => {
    const found = wanted.map(({ kind, word }) =>
      texts.find((candidate) => (kind === undefined || candidate.kind === kind) && candidate.lower.includes(word)),
    );
    const [first] = found;
    if (!first || found.includes(undefined)) return [];
    // One text that has all the words says more than the first that has one.
    const whole = texts.find(({ kind, lower }) =>
      wanted.every((one) => (one.kind === undefined || one.kind === kind) && lower.includes(one.word)),
    );
    return [{ id, text: withSnippet(whole ?? first, wanted[0]?.word ?? '') }];
  });
}

/** What stands deep in a setting is shown with what stands around it. */
function withSnippet(text: FindText, word: string): FindText {
  const at = text.lower.indexOf(word);
  if (text.kind !== 'setting' || text.words.toLowerCase().includes(word) || at < 0) return text;
  const around = text.lower.slice(Math.max(0, at - 24), at + word.length + 24).trim();
  return { ...text, words: `${text.words.split(':')[0]}: … ${around} …` };
}

function readWord(typed: string): { kind?: FindKind; word: string } {
  const colon = typed.indexOf(':');
  const kind = findKinds.find((candidate) => colon > 0 && candidate === typed.slice(0, colon));
  return kind ? { kind, word: typed.slice(colon + 1) } : { word: typed };
}
