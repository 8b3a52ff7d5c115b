/** Grids that show the same rows: scrolling one scrolls the others. */
export interface ScrollGroup {
  /** Gives what leaves the group again. */
  join(scroller: HTMLElement): () => void;
}

export function createScrollGroup(): ScrollGroup {
  const members = new Set<HTMLElement>();
  // What a script scrolled tells so like a person would: it must not be passed on again.
  const expected = new WeakMap<HTMLElement, number>();
  return {
    join(scroller) {
      const onScroll = () => {
        const { scrollTop } = scroller;
        if (expected.get(scroller) === scrollTop) {
          expected.delete(scroller);
          return;
        }
        for (const other of members) {
          if (other === scroller || other.scrollTop === scrollTop) continue;
          other.scrollTop = scrollTop;
          expected.set(other, other.scrollTop);
        }
      };
      members.add(scroller);
      scroller.addEventListener('scroll', onScroll, { passive: true });
      return () => {
        members.delete(scroller);
        scroller.removeEventListener('scroll', onScroll);
      };
    },
  };
}
