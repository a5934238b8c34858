// `npm run docs:settings`: writes docs/settings.md from the schema of the settings.
import { writeFileSync } from 'node:fs';
import { readCommandLine } from '../../src/command-line.ts';
import { settingsPage } from './settings-page.ts';

readCommandLine(`npm run docs:settings

Writes docs/settings.md from the schema of the settings (src/config.ts). It takes no arguments.
`);

writeFileSync(new URL('../settings.md', import.meta.url), settingsPage());
