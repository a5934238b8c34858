// The whole service but the model, for a test that reads what it sends to Application Insights. Posts with `boum` fail
// with an error that quotes them. It ends when it is told to.
import { startApplication } from '../../src/application.ts';
import { readConfig } from '../../src/config.ts';
import { verdict } from '../feedback/verdicts.ts';

const application = await startApplication(readConfig(), {
  classifier: {
    model: verdict.model,
    ready: true,
    async classify(post, options) {
      if (post.includes('boum')) throw new RangeError(`cannot judge ${post}`);
      options?.onTiming?.({ tokenise: 1, queue: 4, inference: 20 });
      return verdict;
    },
    async close() {},
  },
});
process.once('message', async () => {
  await application.close();
  process.exit(0);
});
process.send!(application.url);
