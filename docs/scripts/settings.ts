// `npm run docs:settings`: writes docs/settings.md from the schema of the settings.
import { writeFileSync } from 'node:fs';
import { settingsPage } from './settings-page.ts';

writeFileSync(new URL('../settings.md', import.meta.url), settingsPage());
