// Stands in for src/http/page.ts: nobody opens the page here, and to read and compress it would take as long as a short run.
import type * as Real from '../../../src/http/page.ts';

export const mountPage: typeof Real.mountPage = () => {};
