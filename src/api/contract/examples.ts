// What a caller may send, by name of the operation: shown and filled in at /docs. A test holds them to the schemas.
import { DEFAULTS } from '../../channel/settings.ts';

const PREDICTION = '0b9f4c1e-2a7d-4e58-9c36-8f1d5a7e2b40';
const CHANNEL = '19:avis-voyageurs@thread.tacv2';

export const EXAMPLES: Readonly<Record<string, object>> = {
  predict: { text: 'Trois heures de retard et personne pour nous renseigner !' },
  predictBatch: {
    posts: [{ text: 'Équipage adorable, merci Air Paradis !' }, { text: 'They lost my bag again.' }],
  },
  explain: { text: 'Deux heures de retard, mais un équipage adorable.' },
  sendPost: {
    text: 'Deux heures à Orly sans un mot. @airparadis, vous dormez ?',
    author: 'camille@mastodon.example',
    network: 'mastodon',
    url: 'https://mastodon.example/@camille/113',
  },
  sendFeedback: {
    ...{ prediction_id: PREDICTION, correct: false, label: 'neutral' },
    ...{ topics: ['baggage'], user: 'camille' },
  },
  review: { label: 'negative', topics: ['baggage', 'refund'] },
  setPostStatus: { status: 'taken' },
  setBrandRule: { phrase: 'retard', label: 'negative', channel: null },
  tryBrandRule: { phrase: 'retard', label: 'negative', channel: null },
  setChannelSettings: {
    ...DEFAULTS,
    mode: 'negative-or-uncertain',
    quiet: { from: '20:00', to: '07:00' },
    digest: { every: 'day', at: '09:00' },
  },
  setRoutes: {
    routes: [
      { channel: '19:bagages@thread.tacv2', topic: 'baggage' },
      { channel: CHANNEL, language: 'fr', network: 'mastodon', negativeOnly: true },
    ],
  },
  useModel: { version: '5f6e86d586b5' },
  forgetPerson: { user: 'camille', network: 'mastodon' },
  openSession: { key: 'ap_…' },
};
