// `npm run teams`: the service and the Agents Playground together, to try the bot in a window that looks like Teams.
import { type Application, startApplication } from '../../src/application.ts';
import { readCommandLine } from '../../src/command-line.ts';
import { readConfig } from '../../src/config.ts';
import { type Playground, startPlayground } from './playground.ts';

const PLAYGROUND_PORT = 56150;

readCommandLine(`npm run teams

Starts the service and the Agents Playground, a window like Teams in the browser, to try the bot in. It takes no arguments;
settings are those of npm start, without MicrosoftAppId. Ctrl+C stops both.
`);

let application: Application | undefined;
let playground: Playground | undefined;
let leaving = false;

async function leave(code: number): Promise<void> {
  if (leaving) return;
  leaving = true;
  await playground?.stop();
  await application?.close();
  process.exit(code);
}

process.once('SIGINT', () => leave(0));
process.once('SIGTERM', () => leave(0));

try {
  const config = readConfig();
  if (config.MicrosoftAppId)
    throw new Error(
      'The Playground has no identity to show to the bot: unset MicrosoftAppId, and try again.',
    );
  application = await startApplication(config);
  playground = await startPlayground({
    botEndpoint: `${application.url}/api/messages`,
    port: PLAYGROUND_PORT,
  });
  process.stderr.write(invitation(playground.url, application.url));
  await playground.failed;
} catch (error) {
  if (!leaving) process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  await leave(1);
}

function invitation(teams: string, service: string): string {
  return `
  Open      ${teams}
  Try       Personal Chat: "Lost my luggage again!", "What a lovely crew 😊", "help"
            Relation client, channel Avis voyageurs: a post that mentions the bot with @
            Then press 👍 or 👎 on the card.
  Note      Teams shows the bot every post of a channel, the Playground only those that mention it. The thumbs below
            a card, which work in Teams, end in an error here: the Playground does not say which card they mean.

  Ouvrez    ${teams}
  Essayez   Personal Chat : « Encore un vol annulé ! », « Un équipage adorable 😊 », « aide »
            Relation client, canal Avis voyageurs : un post qui mentionne le bot avec @
            Puis votez 👍 ou 👎 sur la carte.
  Notez     Teams montre au bot tous les posts d’un canal, le Playground seulement ceux qui le mentionnent. Les pouces
            sous une carte, qui marchent dans Teams, finissent ici en erreur : le Playground ne dit pas de quelle carte.

  Service   ${service}
  Stop      Ctrl+C

`;
}
