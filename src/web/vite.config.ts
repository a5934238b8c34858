// How the page is built: into build/page, which the service serves (src/http/page.ts).
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative addresses, so that the page also works behind a proxy's prefix.
  base: './',
  build: {
    outDir: '../../build/page',
    emptyOutDir: true,
    // Nothing inline: the content security policy takes no data: addresses.
    assetsInlineLimit: 0,
    // Vite's polyfill for older browsers would be an inline script.
    modulePreload: { polyfill: false },
    // Marks of Fluent UI for servers that render React: nothing to a browser.
    rolldownOptions: {
      onLog: (level, log, next) => log.code === 'MODULE_LEVEL_DIRECTIVE' || next(level, log),
    },
  },
});
