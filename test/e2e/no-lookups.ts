// For a program that talks to this machine alone: with `--import` of this, no name but this machine's is looked
// up, and addresses are as they are. The telemetry library would ask Microsoft for its settings.
export const NO_LOOKUPS = `data:text/javascript,import dns from 'node:dns'; import { isIP } from 'node:net';
const { lookup } = dns;
dns.lookup = (host, ...rest) =>
  isIP(host) || host === 'localhost' ? lookup(host, ...rest) : rest.at(-1)(Object.assign(new Error('no lookups'), { code: 'ENOTFOUND' }));`;
