import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readableLog } from './lines.ts';

describe('The log', () => {
  it('writes a line of JSON with the time, the level in words and the message, and nothing about the machine', () => {
    const { log, written, lines } = readableLog();
    log.warn({ door: 'api' }, 'Mauvaise prédiction');
    assert.equal(written.length, 1);
    assert.match(written[0]!, /^\{.*\}\n$/);
    const { time, ...line } = lines()[0];
    assert.deepEqual(line, { level: 'warn', door: 'api', msg: 'Mauvaise prédiction' });
    assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('leaves out what is below its level, and everything when it is silent', () => {
    const { log, lines } = readableLog('warn');
    log.info('no');
    log.warn('yes');
    assert.deepEqual(
      lines().map(({ msg }) => msg),
      ['yes'],
    );
    const silent = readableLog('silent');
    silent.log.fatal('no');
    assert.deepEqual(silent.written, []);
  });

  it('blanks out a post, a person or a secret that was logged by mistake', () => {
    const { log, written } = readableLog();
    log.info(
      { text: 'my post', activity: { text: 'my post', from: { id: 'me' } }, config: { password: 'me' } },
      'x',
    );
    assert.equal(written[0]!.includes('my post'), false);
    assert.equal(written[0]!.includes('"me"'), false);
    assert.equal(written[0]!.match(/\[redacted\]/g)?.length, 4);
  });

  it('says of an error what it is and where it was thrown, not its message, which may quote a post', () => {
    for (const write of [
      (log: ReturnType<typeof readableLog>['log'], err: Error) => log.error(err),
      (log: ReturnType<typeof readableLog>['log'], err: Error) => log.error({ err }),
      (log: ReturnType<typeof readableLog>['log'], err: Error) => log.error({ err }, 'could not vote'),
    ]) {
      const { log, written, lines } = readableLog();
      write(log, new SyntaxError('Unexpected token in "my post"'));
      assert.equal(written[0]!.includes('my post'), false, written[0]);
      assert.equal(lines()[0].err.name, 'SyntaxError');
      assert.match(lines()[0].err.stack, /log\.test\.ts/);
    }
  });

  it('has written a line to standard output before the call returns', () => {
    const program = `
      import { createLog } from './src/telemetry/log.ts';
      createLog('info').info('last words');
      process.kill(process.pid, 'SIGKILL');
    `;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    });
    assert.equal(JSON.parse(stdout).msg, 'last words');
  });
});
