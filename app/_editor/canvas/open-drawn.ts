import type { Editor } from '../editor';
import { groupOfDrawn, stickyOf } from './drawn-ids';
import { toggleGroup } from './groups/group-menu';

/** Enter on a note writes in it, on a collapsed group opens it. Says whether it was one of them. */
export function openDrawn(editor: Editor, drawn: string): boolean {
  const group = groupOfDrawn(drawn);
  if (group !== undefined) toggleGroup(editor, group);
  else if (stickyOf(drawn) !== undefined) editor.view.setState({ editing: drawn });
  else return false;
  return true;
}
