import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { stateKinds } from '../vocabulary';
import { NodeCard, type NodeCardProps } from './node-card';

const impute: NodeCardProps = {
  title: 'Impute',
  summary: '3 columns, median or 0',
  category: 'prepare',
  icon: 'droplets',
  state: { kind: 'done', time: '0.4 s' },
  inputs: [{ id: 'in', type: 'table' }],
  outputs: [{ id: 'out', type: 'table' }],
  badges: { leakProof: true },
};

const drawn = (card: Partial<NodeCardProps>): string =>
  renderToStaticMarkup(createElement(NodeCard, { ...impute, ...card }));
const elementsIn = (html: string): number => html.match(/<[a-z]/g)?.length ?? 0;

describe('a thousand cards stay light', () => {
  test.each(stateKinds)('a card that is %s has at most 14 elements at full and 6 at compact', (kind) => {
    const movingBar = kind === 'running' ? 1 : 0;
    expect(elementsIn(drawn({ state: { kind, time: '0.4 s', progress: 0.4 } }))).toBeLessThanOrEqual(14 + movingBar);
    expect(elementsIn(drawn({ level: 'compact', state: { kind, progress: 0.4 } }))).toBeLessThanOrEqual(6);
  });

  test('at map it is one', () => {
    expect(elementsIn(drawn({ level: 'map' }))).toBe(1);
  });
});

describe('a card says', () => {
  test('its state in a word at full and on the glyph at compact', () => {
    expect(drawn({})).toContain('Done');
    expect(drawn({ level: 'compact' })).toContain('aria-label="Done"');
  });

  test('the share that is done, in its word and as the length of its bar', () => {
    const html = drawn({ state: { kind: 'running', progress: 0.62 } });
    expect(html).toContain('Running 62 %');
    expect(html).toContain('--share:62%');
  });

  test('all of its badges to a screen reader', () => {
    const html = drawn({ badges: { leakProof: true, published: true, drifting: true, tests: 'fail' } });
    expect(html).toContain('Drifting, A test fails, Learned from training rows only, Published');
  });

  test('a name in its own direction, and the whole of one that is cut', () => {
    const long = 'תוצאות של ניסוי ארוך מאוד בארבע קבוצות';
    expect(drawn({ title: long })).toContain(`dir="auto" title="${long}"`);
    expect(drawn({ title: 'Impute' })).not.toContain('title=');
  });

  test('which port is missing and which may stay empty', () => {
    const html = drawn({
      inputs: [
        { id: 'left', type: 'table', missing: true },
        { id: 'right', type: 'table', optional: true },
      ],
    });
    expect(html).toContain('data-look="missing"');
    expect(html).toContain('data-look="optional"');
  });
});
