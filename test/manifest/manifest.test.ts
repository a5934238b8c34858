import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { fill, valuesFrom } from '../../manifest/fill.ts';
import { validateManifest, validateTranslation } from '../../manifest/validate.ts';
import about from '../../package.json' with { type: 'json' };
import { commandIn } from '../../src/bot/protocol/command.ts';

const ROOM = new URL('../../manifest/', import.meta.url);
const BOT = '22222222-2222-4222-8222-222222222222';
const filled = fill(
  readFileSync(new URL('manifest.json', ROOM), 'utf8'),
  valuesFrom({ MicrosoftAppId: BOT, PUBLIC_URL: 'https://sentiment.example' }),
);
const manifest = JSON.parse(filled);
const french = JSON.parse(readFileSync(new URL('fr.json', ROOM), 'utf8'));

/** Paths of everything that people read, as fr.json names them. */
function textsIn(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => textsIn(each, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const at = path ? `${path}.${name}` : name;
    const read =
      /(?:^|\.)(?:title|description|description\.\w+|name\.\w+)$/.test(at) || /Tabs.*\.name$/.test(at);
    return typeof each === 'string' ? (read ? [at] : []) : textsIn(each, at);
  });
}

describe('The manifest', () => {
  it('keeps Microsoft’s schema, and says what breaks it otherwise', async () => {
    await validateManifest(filled);
    await assert.rejects(
      validateManifest(filled.replaceAll(BOT, 'not-an-id')),
      /manifest\.json breaks its schema:\n/,
    );
    await assert.rejects(validateManifest('{'), /manifest\.json is not JSON/);
  });

  it('has a French translation that keeps its schema too', async () => {
    await validateTranslation('fr.json', JSON.stringify(french));
    const long = { ...french, 'name.short': 'a'.repeat(31) };
    await assert.rejects(
      validateTranslation('fr.json', JSON.stringify(long)),
      /name\.short must NOT have more than 30/,
    );
    const unknown = { ...french, 'bots[0].colour': 'rouge' };
    await assert.rejects(validateTranslation('fr.json', JSON.stringify(unknown)), /bots\[0\]\.colour/);
  });

  it('is translated whole: every text that people read, and no other', () => {
    const { $schema: _, ...translated } = french;
    assert.deepEqual(Object.keys(translated).sort(), textsIn(manifest).sort());
  });

  it('offers commands that the bot understands, the same ones in both languages', () => {
    const [{ commands }] = manifest.bots[0].commandLists;
    assert.ok(commands.length >= 4);
    commands.forEach(({ title }: { title: string }, index: number) => {
      const translated = french[`bots[0].commandLists[0].commands[${index}].title`];
      assert.ok(commandIn(title), title);
      assert.equal(commandIn(translated)?.name, commandIn(title)?.name, translated);
    });
  });

  it('has the version of the service', () => assert.equal(manifest.version, about.version));

  it('offers its commands by name and by slash, and takes messages for the bot alone', () => {
    const [{ supportsTargetedMessages, commandLists }] = manifest.bots;
    assert.equal(supportsTargetedMessages, true);
    assert.deepEqual(commandLists[0].triggers, ['mention', 'slash']);
  });

  it('asks to read the posts of a channel and of a chat, and for nothing more', () => {
    assert.deepEqual(manifest.authorization.permissions, {
      resourceSpecific: [
        { name: 'ChannelMessage.Read.Group', type: 'Application' },
        { name: 'ChatMessage.Read.Chat', type: 'Application' },
      ],
    });
    assert.equal(manifest.webApplicationInfo.id, BOT);
    assert.equal(manifest.permissions, undefined);
    assert.equal(manifest.devicePermissions, undefined);
  });

  it('shows pages of the service only, which exist', () => {
    const addresses = [...filled.matchAll(/"(https:\/\/[^"]+)"/g)]
      .map(([, url]) => new URL(url!))
      .filter(({ host }) => host !== 'developer.microsoft.com');
    assert.ok(addresses.length >= 6);
    for (const { host, pathname, hash } of addresses) {
      assert.equal(host, 'sentiment.example');
      if (pathname === '/') continue;
      const file = new URL(`../../src/web/public${pathname}`, import.meta.url);
      assert.ok(existsSync(file), `${pathname} is no file of the page`);
      assert.match(readFileSync(file, 'utf8'), new RegExp(`id="${hash.slice(1)}"`));
    }
    assert.deepEqual(manifest.validDomains, ['sentiment.example']);
  });
});
