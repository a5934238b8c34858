// Starts the service: settings, application, greeting, signals.
import { startApplication } from './application.ts';
import { ConfigError, readConfig } from './config.ts';

try {
  const config = readConfig();
  const application = await startApplication(config);
  const { url, version, model } = application;
  if (config.LOG_LEVEL !== 'silent')
    process.stderr.write(`
Air Paradis sentiment bot ${version}, model ${model}, ready in ${process.uptime().toFixed(1)} s

  Is it well?        ${url}/readyz
  Judge a post       curl ${url}/predict -H 'Content-Type: application/json' -d '{"text":"Vol annulé, merci Air Paradis !"}'
  Bot endpoint       ${url}/api/messages
  In a Teams window  npm run teams (instead of npm start)
  Stop               Ctrl+C

`);
  const stop = async () => {
    await application.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : describe(error)}\n`);
  process.exit(1);
}

/** The message alone where we wrote it for people; the stack too where nobody foresaw the failure. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause ? `${error.message}\n${error.cause}` : (error.stack ?? error.message);
}
