// Ctrl + Enter (or Command + Enter) submits a form from anywhere on the page.
import { type RefObject, useEffect } from 'react';

/** Only while the form's button can be seen, and while no other form and no dialog has the focus. */
export function useSubmitKey(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
      const focused = event.target instanceof Element ? event.target.closest('form, dialog') : null;
      const button = form.current?.querySelector('[type=submit]');
      if (!button?.checkVisibility() || (focused && focused !== form.current)) return;
      event.preventDefault();
      form.current?.requestSubmit();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [form]);
}
