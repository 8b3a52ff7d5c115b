import { isConnected } from '@/app/_frame/connection/connection';
import { toast } from '@/app/_ui/toast';
import type { StartedOrRefused, WantedRun } from '../api';
import { whenSaved } from '../document/when-saved';
import { type Editor, tellProblem } from '../editor';

/** Starts a run of the draft as it is drawn: what is not saved yet is saved first. */
export async function startRun(editor: Editor, wanted: WantedRun = {}): Promise<string | undefined> {
  return begin(editor, async () => {
    editor.running?.flush();
    await whenSaved(editor.document);
    const { parameters } = editor.view.getState();
    const answer = await editor.api.startRun({ parameters, ...wanted });
    if (answer.kind === 'refused') await tellRefused(editor, wanted, answer);
    return answer;
  });
}

/** Starts what the shown run did once more; what it got done is reused. */
export async function retryRun(editor: Editor): Promise<string | undefined> {
  const run = editor.runs.getState().shown;
  if (!run || run.state === 'running') return undefined;
  return begin(editor, () => editor.api.retryRun(run.id));
}

/** One at a time: a second press while the first is on its way does nothing. */
async function begin(editor: Editor, ask: () => Promise<StartedOrRefused>): Promise<string | undefined> {
  if (!isConnected()) {
    toast({ tone: 'warn', title: 'Sluice does not answer', description: 'Runs wait until it is back.' });
    return undefined;
  }
  if (editor.runs.getState().isStarting) return undefined;
  editor.runs.setState({ isStarting: true });
  editor.watch.setState({ lit: undefined, compared: undefined });
  try {
    const answer = await ask();
    if (answer.kind === 'refused') return undefined;
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

/** What is complete can run: asks whether it shall. Else the cards and the list below say what is wrong. */
async function tellRefused(
  editor: Editor,
  wanted: WantedRun,
  { diagnostics }: Extract<StartedOrRefused, { kind: 'refused' }>,
): Promise<void> {
  const { parameters } = editor.view.getState();
  const plan = wanted.publish ? undefined : await editor.api.planRun({ parameters, ...wanted });
  if (plan && plan.leftOut.length > 0 && plan.newCount + plan.reusedCount > 0) {
    editor.watch.setState({ asking: { wanted, leftOut: plan.leftOut, diagnostics } });
    return;
  }
  const count = diagnostics.filter((entry) => entry.severity === 'error').length;
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
