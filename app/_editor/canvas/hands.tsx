'use client';

import { useEffect } from 'react';
import { useEditor } from '../editor';
import { FindBar } from '../find/find-bar';
import { MenuLayer } from '../menus/menu-layer';
import { PickList } from '../menus/pick-list';
import { SelectionBar } from '../menus/selection-bar';
import { DropOutline } from './drop-outline';
import { HandHint } from './hand-hint';
import { keepSelectionLiving } from './living-selection';
import { NodeSearchList } from './node-search-list';
import { PipelineFileDialog } from './pipeline-file-dialog';

/** What floats over the canvas while something is done by hand: lists, menus, outlines of what a drop will do. */
export function Hands() {
  const editor = useEditor();
  useEffect(() => keepSelectionLiving(editor), [editor]);
  return (
    <>
      <DropOutline />
      <HandHint />
      <NodeSearchList />
      <FindBar />
      <SelectionBar />
      <PickList />
      <PipelineFileDialog />
      <MenuLayer />
    </>
  );
}
