// Messages that anybody can write or send, and that cost much where work grows faster than its input. All are harmless.
import { BOT, channelPost, type Sent } from '../../fixtures/activities.ts';

/** What people can write in Teams: 28 KB, markup included. */
const WRITTEN = 28 * 1024;
/** What `POST /api/messages` takes at most, with room for the rest of the activity. */
const SENT = 250 * 1024;

const filled = (piece: string, length: number) =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
const html = (content: string) => channelPost('x', { attachments: [{ contentType: 'text/html', content }] });
const plain = (text: string) => channelPost(text, { attachments: [] });

const mentions = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    type: 'mention',
    mentioned: { id: `29:${i}`, name: `Zoé <b>Martin ${i}` },
    text: `<at>Zoé ${i}</at>`,
  }));

const posts: Readonly<Record<string, () => Sent>> = {
  'an ordinary post': () => plain('Vol parfait, équipage adorable, merci !'),
  '28 KB of words': () => plain(filled('retard encore et toujours ', WRITTEN)),
  '28 KB of one letter a word': () => plain(filled('a ', WRITTEN)),
  '28 KB without a space': () => plain(filled('annulation', WRITTEN)),
  '28 KB of Chinese without a space': () => plain(filled('航班又取消了我们等了三个小时', WRITTEN)),
  '28 KB of emoji in sequences': () => plain(filled('👩‍👩‍👧‍👦🏳️‍🌈', WRITTEN)),
  '28 KB of blanks between two words': () => plain(`Merci${' '.repeat(WRITTEN)}beaucoup`),
  '28 KB of line breaks and quotation marks': () => plain(filled('> > > \n', WRITTEN)),
  '28 KB of accents on one letter': () => plain(`e${'\u0301'.repeat(WRITTEN)}`),
  '28 KB of zero-width characters': () => plain(`Bon${'\u200B\u200D'.repeat(WRITTEN / 2)}jour`),
  '28 KB of handles and links': () => plain(filled('@a.b.c@d.e https://a.b/c?d=e ', WRITTEN)),
  '28 KB of dots and slashes': () => plain(filled('a.a/', WRITTEN)),
  '28 KB of at signs': () => plain(filled('@', WRITTEN)),
  '28 KB of number signs': () => plain(filled('#', WRITTEN)),
  '28 KB of signs for a command': () => plain(`<at>Air Paradis</at> ${filled('/résumé ', WRITTEN)}`),
  'unclosed tags': () => html(filled('<b><i>', SENT)),
  'one tag that never ends': () => html(`<span ${filled('itemtype="x" ', SENT)}`),
  'quotation marks that are never closed': () => html(filled('<a title="', SENT)),
  'comments that are never closed': () => html(filled('<!-- ', SENT)),
  'deep quotations': () => html(filled('<blockquote>', SENT)),
  'deep quotations that are closed': () =>
    html(`${'<blockquote>'.repeat(4000)}Merci${'</blockquote>'.repeat(4000)}`),
  'entities without an end': () => html(filled('&amp&lt&#', SENT)),
  'long entities': () => html(filled('&CounterClockwiseContourIntegral;', SENT)),
  'mentions without an end': () => html(filled('<at id="0">', SENT)),
  '1,000 people mentioned': () =>
    channelPost(filled('<at>Zoé 1</at> ', WRITTEN), { attachments: [], entities: mentions(1000) }),
  'a mention with a name of 200 KB': () =>
    channelPost('<at>x</at> merci', {
      attachments: [],
      entities: [{ type: 'mention', mentioned: BOT, text: filled('<at>Air ', SENT - 50_000) }],
    }),
  'opening angle brackets': () => html(filled('<', SENT)),
  '250 KB of paragraphs': () => html(filled('<p>bonjour</p>', SENT)),
};

export interface HostileInput {
  readonly name: string;
  /** Sent to `POST /api/messages`, with an id of its own, or to a route of the REST API. */
  readonly path: string;
  readonly make: () => object;
}

/** Rules that have to be looked for in all of these: long phrases that begin alike. */
export const RULES: readonly string[] = Array.from({ length: 200 }, (_, rule) =>
  Array.from({ length: 40 }, (_, word) =>
    String.fromCharCode(97 + ((rule * (word > 20 ? 7 : 1) + word) % 26)),
  ).join(' '),
);

export const hostileInputs: readonly HostileInput[] = [
  ...Object.entries(posts).map(([name, make]) => ({ name, path: '/api/messages', make })),
  {
    name: '`POST /predict`: 5,000 letters of Chinese',
    path: '/predict',
    make: () => ({ text: filled('航班又取消了我们等了三个小时', 5000) }),
  },
  {
    name: '`POST /predict`: the words of every rule',
    path: '/predict',
    make: () => ({ text: filled('a b c d e f g h i j k l m n o p q r s t u v w x y z ', 5000) }),
  },
  {
    name: '`POST /predict/batch`: 128 posts of 5,000 letters',
    path: '/predict/batch',
    make: () => ({
      posts: Array.from({ length: 128 }, (_, i) => ({ text: filled(`Vol annulé ${i} `, 5000) })),
    }),
  },
];
