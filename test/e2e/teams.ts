// `npm run teams`: the service and the Agents Playground together, to try the bot in a window that looks like Teams.
import { type Application, startApplication } from '../../src/application.ts';
import { readConfig } from '../../src/config.ts';
import { type Playground, startPlayground } from './playground.ts';

const PLAYGROUND_PORT = 56150;

let application: Application | undefined;
let playground: Playground | undefined;

async function leave(code: number): Promise<never> {
  await playground?.stop();
  await application?.close();
  process.exit(code);
}

process.once('SIGINT', () => leave(0));
process.once('SIGTERM', () => leave(0));

try {
  const config = readConfig();
  if (config.MicrosoftAppId)
    throw new Error('The Playground has no identity to show: unset MicrosoftAppId for npm run teams.');
  application = await startApplication(config);
  playground = await startPlayground({
    botEndpoint: `${application.url}/api/messages`,
    port: PLAYGROUND_PORT,
  });
  process.stderr.write(invitation(playground.url, application.url));
  await playground.failed;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  await leave(1);
}

function invitation(teams: string, service: string): string {
  return `
  Open        ${teams}
  Try         Personal Chat: "Merci pour ce vol parfait 😊", "Lost my luggage again!", "aide", "help"
              Relation client > Avis voyageurs: a post that mentions the bot with @. In Teams the bot also reads
              posts without a mention; the Playground keeps those to itself. Then press 👍 or 👎 on the card.
  Ouvrez      ${teams}
  Essayez     Personal Chat : « Merci pour ce vol parfait 😊 », « Lost my luggage again! », « aide », « help »
              Relation client > Avis voyageurs : un post qui mentionne le bot avec @. Dans Teams le bot lit aussi
              les posts sans mention ; le Playground les garde pour lui. Puis votez 👍 ou 👎 sur la carte.
  Service     ${service}
  Stop        Ctrl+C

`;
}
