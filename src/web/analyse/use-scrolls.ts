// Whether an element holds more than it shows: only then must the keyboard reach it.
import { type RefObject, useEffect, useState } from 'react';

/** Follows the element's size; its content must stay the same. */
export function useScrolls(element: RefObject<HTMLElement | null>): boolean {
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const observed = element.current;
    if (!observed) return;
    const observer = new ResizeObserver(() => setScrolls(observed.scrollHeight > observed.clientHeight));
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return scrolls;
}
