// npm runs this after an install: it builds the page. Plain JavaScript, for an install without development packages has only
// the Node of the machine.
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../src/web/', import.meta.url));

/** Vite, or nothing where development packages were left out. */
async function findVite() {
  try {
    return await import('vite');
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !error.message.includes("'vite'")) throw error;
  }
}

const vite = await findVite();
if (vite) await vite.build({ root: PAGE });
else
  process.stderr.write(
    'The page was not built: its tools are development packages, and this install leaves them out.\n' +
      'Everything else works; / answers 503 until build/page is there. Run npm ci, or copy build/page from elsewhere.\n',
  );
