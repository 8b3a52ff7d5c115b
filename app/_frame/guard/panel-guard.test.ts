import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { PanelGuard, type PanelGuardProps } from './panel-guard';
import { describeProblem } from './report-problem';

const props = { name: 'The inspector', resetOn: 'a', children: 'settings' };

/** What the guard shows after something inside of it threw; a server never renders that. */
function afterError(error: unknown, more: Partial<PanelGuardProps> = {}): string {
  const guard = new PanelGuard({ ...props, ...more });
  guard.state = { ...guard.state, ...PanelGuard.getDerivedStateFromError(error) };
  return renderToStaticMarkup(createElement('div', null, guard.render()));
}

describe('a panel that breaks', () => {
  it('shows what is inside while nothing is wrong', () => {
    expect(renderToStaticMarkup(createElement(PanelGuard, props))).toBe('settings');
  });

  it('says which panel broke, by what, and what to do', () => {
    const shown = afterError(new Error('columns is not iterable'));
    for (const words of ['The inspector broke', 'columns is not iterable', 'Try again', 'Copy details'])
      expect(shown).toContain(words);
    expect(shown).not.toContain('settings');
  });

  it('stands what is thrown without being an error', () => {
    expect(afterError(undefined)).toContain('Something was thrown that is no error: undefined');
  });

  it('leaves the place of a dialog empty', () => {
    expect(afterError(new Error('x'), { look: 'nothing' })).toBe('<div></div>');
  });

  it('gets another chance with another node, and none with the same', () => {
    const broken = { at: 'a', problem: { message: 'x' } };
    expect(PanelGuard.getDerivedStateFromProps(props, broken)).toBeNull();
    expect(PanelGuard.getDerivedStateFromProps({ ...props, resetOn: 'b' }, broken)).toEqual({
      at: 'b',
      problem: undefined,
    });
  });

  it('copies panel, message, stack and the path of components', () => {
    const words = describeProblem({ panel: 'The canvas', message: 'm', stack: 'at Card', components: '\n  in Canvas' });
    expect(words).toBe('The canvas broke: m\n\nat Card\n\nIn:\n  in Canvas');
  });
});
