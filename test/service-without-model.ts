// The whole service but the model, for tests that start it often: every post gets the same verdict.
import { startApplication } from '../src/application.ts';
import { readConfig } from '../src/config.ts';
import { verdict } from './feedback/verdicts.ts';

const { url } = await startApplication(readConfig(), {
  classifier: { model: verdict.model, ready: true, classify: async () => verdict, async close() {} },
});
process.on('disconnect', () => process.exit()); // whoever started it has gone
process.send!(url);
