'use client';

import { MenuLayer } from '../menus/menu-layer';
import { NodeSearchList } from './node-search-list';

/** What floats over the canvas while something is done by hand: lists, menus, outlines of what a drop will do. */
export function Hands() {
  return (
    <>
      <NodeSearchList />
      <MenuLayer />
    </>
  );
}
