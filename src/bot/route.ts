// POST /api/messages: where the Bot Framework delivers what happens in Teams.
import type { Request, Response, Server } from 'restify';
import { jsonBody } from '../http/json-body.ts';
import { loopbackOnly } from '../http/loopback.ts';
import type { Bot } from './bot.ts';
import type { Accept } from './inbox/accept.ts';
import type { Adapter } from './protocol/adapter.ts';

const MAX_BODY_BYTES = 256 * 1024;

export interface MessagesParts {
  readonly adapter: Adapter;
  readonly bot: Bot;
  readonly accept: Accept;
}

export function mountMessages(server: Server, { adapter, bot, accept }: MessagesParts): void {
  const whoMayPost = adapter.authenticates ? [] : [loopbackOnly];
  server.post(
    '/api/messages',
    ...whoMayPost,
    ...jsonBody(MAX_BODY_BYTES),
    async (req: Request, res: Response) => {
      const { status, body } = await adapter.receive(req.headers.authorization, req.body, (turn) =>
        bot.turn(turn, accept),
      );
      res.send(status, body);
    },
  );
}
