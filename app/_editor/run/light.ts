import type { WantedRun } from '../api';
import type { Editor } from '../editor';

const restMs = 120;
let asked = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows on the canvas what a run would do, while somebody points at what starts it. */
export function lightUp(editor: Editor, wanted: Pick<WantedRun, 'upTo' | 'from'> = {}): void {
  putOut(editor);
  if (wanted.upTo === undefined && wanted.from === undefined) {
    editor.watch.setState({ lit: 'next' });
    return;
  }
  const number = asked;
  timer = setTimeout(async () => {
    const { parameters } = editor.view.getState();
    const plan = await editor.api.planRun({ parameters, ...wanted }).catch(() => undefined);
    if (number === asked) editor.watch.setState({ lit: plan });
  }, restMs);
}

export function putOut(editor: Editor): void {
  asked += 1;
  clearTimeout(timer);
  if (editor.watch.getState().lit) editor.watch.setState({ lit: undefined });
}

/** For what starts a run: it lights up under the pointer and with the focus. */
export const lights = (editor: Editor, wanted: Pick<WantedRun, 'upTo' | 'from'> = {}) => ({
  onMouseEnter: () => lightUp(editor, wanted),
  onMouseLeave: () => putOut(editor),
  onFocus: () => lightUp(editor, wanted),
  onBlur: () => putOut(editor),
});
