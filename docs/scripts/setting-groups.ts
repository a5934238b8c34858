// The sections of docs/settings.md: which settings belong together, and what a reader has to know about all of them.
import type { Config } from '../../src/config.ts';

export interface SettingGroup {
  readonly title: string;
  readonly about: string;
  readonly names: readonly (keyof Config)[];
}

export const SETTING_GROUPS: readonly SettingGroup[] = [
  {
    title: 'The service',
    about: 'Where it listens and how much it logs. On your own machine none of these needs to be set.',
    names: ['NODE_ENV', 'HOST', 'PORT', 'PUBLIC_URL', 'LOG_LEVEL'],
  },
  {
    title: 'Storage and retention',
    about:
      'SQLite in `DATA_DIR` serves one replica, PostgreSQL any number. `PEOPLE_KEY` must survive: with another key nobody is recognised as the person who voted before.',
    names: ['DATA_DIR', 'DATABASE_URL', 'DATABASE_IDENTITY', 'PEOPLE_KEY', 'KEEP_TEXT', 'KEEP_DAYS'],
  },
  {
    title: 'The model',
    about: '[models.md](models.md) explains how another model comes into service and what a challenger does.',
    names: [
      'MODEL_DIR',
      'WORKERS',
      'QUEUE_LIMIT',
      'VERDICT_CACHE',
      'CHALLENGER_DIR',
      'CHALLENGER_SHARE',
      'CHALLENGER_MEMORY',
    ],
  },
  {
    title: 'Access to the REST API and the page',
    about:
      'Without keys the API answers only programs on the same machine. [api.md](api.md#access) lists the scopes.',
    names: ['API_KEYS', 'API_KEY', 'API_RATE', 'SSO_TENANTS', 'SSO_AUDIENCE', 'SSO_SCOPES', 'SSO_AUTHORITY'],
  },
  {
    title: 'Teams',
    about: 'The identity of the bot registration ([install-teams.md](install-teams.md)).',
    names: [
      'MicrosoftAppId',
      'MicrosoftAppType',
      'MicrosoftAppTenantId',
      'MicrosoftAppPassword',
      'CHANNEL_OWNERS',
      'SPIKE_QUIET',
    ],
  },
  {
    title: 'Alerts, drift and mail',
    about:
      'What each alert means is in [alerts.md](alerts.md). `npm run alert:test` sends a mail that is marked as a test.',
    names: [
      'ALERT_COUNT',
      'ALERT_WINDOW',
      'ALERT_RATE',
      'ALERT_RATE_VOTES',
      'DRIFT_BASELINE_DAYS',
      'DRIFT_SINCE',
      'SMTP_URL',
      'ALERT_FROM',
      'ALERT_TO',
      'ALERT_WITH_TEXT',
      'ALERT_TIME_ZONE',
    ],
  },
  {
    title: 'Telemetry',
    about: 'What is measured and sent is in [operations.md](operations.md#monitoring).',
    names: ['APPLICATIONINSIGHTS_CONNECTION_STRING'],
  },
];
