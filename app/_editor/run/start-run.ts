import { toast } from '@/app/_ui/toast';
import type { WantedRun } from '../api';
import { whenSaved } from '../document/when-saved';
import { type Editor, tellProblem } from '../editor';

/** Starts a run of the draft as it is drawn: what is not saved yet is saved first. */
export async function startRun(editor: Editor, wanted: WantedRun = {}): Promise<string | undefined> {
  if (editor.runs.getState().isStarting) return undefined;
  editor.runs.setState({ isStarting: true });
  try {
    editor.running?.flush();
    await whenSaved(editor.document);
    const { parameters } = editor.view.getState();
    const answer = await editor.api.startRun({ parameters, ...wanted });
    if (answer.kind === 'refused') {
      tellRefused(editor, answer.diagnostics.filter((entry) => entry.severity === 'error').length);
      return undefined;
    }
    await editor.running?.runs.show(answer.runId, false);
    await editor.running?.runs.refreshList();
    return answer.runId;
  } catch (error) {
    tellProblem(editor, 'The run did not start', error);
    return undefined;
  } finally {
    editor.runs.setState({ isStarting: false });
  }
}

/** The cards and the list below say what is wrong; nothing else has to. */
function tellRefused(editor: Editor, count: number): void {
  editor.view.setState({ bottomTab: 'problems', isBottomOpen: true });
  toast({
    tone: 'warn',
    title: count === 1 ? 'One problem keeps it from running' : `${count} problems keep it from running`,
    description: 'They are listed below, with what to do.',
  });
}

export async function cancelRun(editor: Editor): Promise<void> {
  const run = editor.runs.getState().shown;
  if (run?.state !== 'running') return;
  await editor.api.cancelRun(run.id).catch((error) => tellProblem(editor, 'The run was not cancelled', error));
}
