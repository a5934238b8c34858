// The whole service but the model, for a test that reads what it sends to Application Insights. Posts with `boum` fail
// with an error that quotes them. It ends when it is told `stop`. No name is looked up: the library would ask Microsoft.
import dns from 'node:dns';
import { isIP } from 'node:net';

const { lookup } = dns;
dns.lookup = ((host: string, ...rest: ((error: Error) => void)[]) =>
  isIP(host)
    ? Reflect.apply(lookup, dns, [host, ...rest])
    : rest.at(-1)!(
        Object.assign(new Error('names are not looked up here'), { code: 'ENOTFOUND' }),
      )) as unknown as typeof dns.lookup;

const { startApplication } = await import('../../src/application.ts');
const { readConfig } = await import('../../src/config.ts');
const { verdict } = await import('../feedback/verdicts.ts');

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
