// A reply store in memory.
import type { Reply, ReplyStore } from '../../src/bot/replies.ts';

export interface MemoryReplies extends ReplyStore {
  readonly rows: Map<string, Reply>;
}

export function createMemoryReplies(): MemoryReplies {
  const rows = new Map<string, Reply>();
  const deliveries = new Map<string, { at: number; finished: boolean }>();
  const keyOf = (conversation: string, post: string) => `${conversation} ${post}`;
  const find = (matches: (reply: Reply) => boolean) => [...rows.values()].find(matches);

  return {
    rows,
    async claimDelivery(key, at) {
      const claim = deliveries.get(key);
      if (claim && (claim.finished || claim.at > at - 60_000)) return false;
      deliveries.set(key, { at, finished: false });
      return true;
    },
    async finishDelivery(key) {
      const claim = deliveries.get(key);
      if (claim) claim.finished = true;
    },
    async releaseDelivery(key) {
      if (deliveries.get(key)?.finished === false) deliveries.delete(key);
    },
    async deleteDeliveries(before) {
      const old = [...deliveries].filter(([, { at }]) => at < before);
      for (const [key] of old) deliveries.delete(key);
      return old.length;
    },
    async saveReply(reply) {
      rows.set(keyOf(reply.conversation, reply.post), reply);
    },
    findReplyToPost: async (conversation, post) => rows.get(keyOf(conversation, post)),
    findReply: async (conversation, id) =>
      find(({ conversation: place, reply }) => place === conversation && reply === id),
    findReplyOfPrediction: async (id) => find(({ predictionId }) => predictionId === id),
    async deleteReply(conversation, post) {
      rows.delete(keyOf(conversation, post));
    },
  };
}
