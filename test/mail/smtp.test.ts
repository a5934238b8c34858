import assert from 'node:assert/strict';
import { domainToASCII } from 'node:url';
import type { SMTPServerOptions } from 'smtp-server';
import { ALERT_SUBJECT } from '../../src/alert/mail.ts';
import { MailError } from '../../src/mail/errors.ts';
import type { Mailer } from '../../src/mail/mailer.ts';
import { createSmtpMailer, type SmtpSettings } from '../../src/mail/smtp.ts';
import { freePort } from '../storage/free-port.ts';
import { type Receiver, startReceiver } from './receiver.ts';

const MAIL = { subject: ALERT_SUBJECT, text: 'Négatif 👎\n', html: '<p>Négatif 👎</p>' };

describe('A mailer', () => {
  let receiver: Receiver | undefined;
  afterEach(() => receiver?.close());

  async function mailerTo(settings: Partial<SmtpSettings> = {}, options: SMTPServerOptions = {}) {
    receiver = await startReceiver(0, options);
    return createSmtpMailer({
      url: receiver.url,
      from: 'bot@airparadis.example',
      to: ['ann@airparadis.example', 'bob@airparadis.example'],
      ...settings,
    });
  }

  /** Why it was not sent, which must name neither a secret nor a person. */
  async function failureOf(mailer: Mailer): Promise<string> {
    const error = await mailer.send('burst-1', MAIL).then(
      () => assert.fail('it was sent'),
      (reason) => reason,
    );
    assert.ok(error instanceof MailError, String(error));
    assert.doesNotMatch(error.message, /s3cret|@airparadis/);
    return error.message;
  }

  it('sends text and HTML to every recipient, with an id that a second sending repeats', async () => {
    const mailer = await mailerTo();
    const everybody = { refused: 0, later: [] };
    assert.deepEqual(await mailer.send('burst-1', MAIL), everybody);
    assert.deepEqual(await mailer.send('burst-1', MAIL), everybody);
    const [mail, again] = receiver!.mails;
    assert.equal(mail?.subject, 'Air-Paradis : Bad predictions alert');
    assert.equal(mail?.text, MAIL.text);
    assert.equal(mail?.html, MAIL.html);
    assert.equal(mail?.from?.text, 'bot@airparadis.example');
    assert.deepEqual(
      [mail?.to].flat().map((to) => to?.text),
      ['ann@airparadis.example, bob@airparadis.example'],
    );
    assert.equal(mail?.messageId, '<burst-1@airparadis.example>');
    assert.equal(again?.messageId, mail?.messageId);
    assert.equal(mail?.headers.get('auto-submitted'), 'auto-generated');
  });

  it('says how many recipients were refused when others were not', async () => {
    const mailer = await mailerTo(
      {},
      {
        onRcptTo: ({ address }, _session, done) => done(address.startsWith('bob') ? refusal('who?') : null),
      },
    );
    assert.deepEqual(await mailer.send('burst-1', MAIL), { refused: 1, later: [] });
  });

  const BOB = 'bob@airparadis.example';
  /** A server that answers the recipients of `codes` with an error. */
  const answering = (codes: Record<string, number>): SMTPServerOptions => ({
    onRcptTo: ({ address }, _session, done) =>
      done(codes[address] ? Object.assign(new Error('no'), { responseCode: codes[address] }) : null),
  });

  it('tells who is to be tried again, and sends to them alone then, with everybody in its head', async () => {
    const codes: Record<string, number> = { [BOB]: 450 };
    const mailer = await mailerTo({}, answering(codes));
    assert.deepEqual(await mailer.send('burst-1', MAIL), { refused: 0, later: [BOB] });
    delete codes[BOB];
    assert.deepEqual(await mailer.send('burst-1', MAIL, [BOB]), { refused: 0, later: [] });
    const [first, second] = receiver!.mails;
    assert.deepEqual([first?.messageId, first?.to], [second?.messageId, second?.to]);
    assert.deepEqual(
      receiver!.envelopes.map((recipients) => recipients.length),
      [1, 1],
    );
    assert.deepEqual(receiver!.envelopes[1], [BOB]);
  });

  it('tells those apart who are refused for good and those who are put off, also when nobody was taken', async () => {
    const ann = 'ann@airparadis.example';
    const mailer = await mailerTo({}, answering({ [BOB]: 451, [ann]: 550 }));
    assert.deepEqual(await mailer.send('burst-1', MAIL), { refused: 1, later: [BOB] });
    assert.deepEqual(await mailer.send('burst-1', MAIL, [ann]), { refused: 1, later: [] });
    await assert.rejects(mailer.send('burst-1', MAIL, [BOB]), /cannot take the mail now/);
  });

  it('sends nothing to whoever was taken off the list meanwhile, however their domain is written', async () => {
    const mailer = await mailerTo({ to: ['bob@fluggäste.example'] });
    assert.deepEqual(await mailer.send('burst-1', MAIL, ['eve@fluggäste.example']), {
      refused: 0,
      later: [],
    });
    assert.equal(receiver!.mails.length, 0);
    await mailer.send('burst-1', MAIL, [`bob@${domainToASCII('fluggäste.example')}`]);
    assert.equal(receiver!.mails.length, 1);
  });

  it('says that nobody is there', async () => {
    const server = `127.0.0.1:${await freePort()}`;
    assert.equal(
      await failureOf(await mailerTo({ url: `smtp://${server}` })),
      `The mail server ${server} could not be reached or closed the connection (ESOCKET); ` +
        'start it, or correct SMTP_URL (smtps:// is for port 465).',
    );
  });

  it('says that user or password are wrong', async () => {
    receiver = await startReceiver(0, {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('no')),
    });
    const url = receiver.url.replace('//', '//bot:s3cret@');
    const mailer = createSmtpMailer({ url, from: 'bot@airparadis.example', to: ['ann@airparadis.example'] });
    assert.match(await failureOf(mailer), /rejected the user or the password .*correct them in SMTP_URL/);
  });

  it('says that every recipient was refused', async () => {
    const mailer = await mailerTo(
      {},
      { onRcptTo: ({ address }, _session, done) => done(refusal(`who is ${address}?`)) },
    );
    assert.match(await failureOf(mailer), /rejected the sender or all recipients \(reply 550\)/);
  });

  for (const [code, advice] of [
    [530, /wants a user and a password \(reply 530\)/],
    [452, /cannot take the mail now \(reply 452\); try again later/],
  ] as const)
    it(`says what to do about the reply ${code}`, async () => {
      const error = Object.assign(new Error('no'), { responseCode: code });
      const mailer = await mailerTo({}, { onMailFrom: (_address, _session, done) => done(error) });
      assert.match(await failureOf(mailer), advice);
    });

  it('demands encryption of every machine but its own, unless told otherwise', async () => {
    receiver = await startReceiver();
    const url = receiver.url.replace('127.0.0.1', '0.0.0.0'); // leads here, and does not look like it
    const settings = { from: 'bot@airparadis.example', to: ['ann@airparadis.example'] };
    assert.match(await failureOf(createSmtpMailer({ url, ...settings })), /offers no trusted encryption/);
    assert.equal(receiver.mails.length, 0);
    await createSmtpMailer({ url: `${url}?requireTLS=false`, ...settings }).send('burst-1', MAIL);
    assert.equal(receiver.mails.length, 1);
  });
});

function refusal(message: string): Error {
  return Object.assign(new Error(message), { responseCode: 550 });
}
