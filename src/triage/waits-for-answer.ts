// Which posts wait for an answer of the company. Whoever reads them may put any other in, and take any out.
import { isPersonalChat } from '../delivery/conversation-id.ts';
import type { Entry, WaitsForAnswer } from '../feedback/feedback-service.ts';

/** Calibrated probability that the company should answer, from which a post waits. */
const WAITS_FROM = 0.5;

/**
 * By what the model says of it; where it says nothing of that, a negative waits, and a question that is not positive. Only a post
 * that stands somewhere can be answered: in a channel or chat, or at an address. What somebody had analysed does not wait.
 */
export const waitsForAnswer: WaitsForAnswer = (entry) => canBeAnswered(entry) && needsAnswer(entry);

function canBeAnswered({ door, channel, origin }: Entry): boolean {
  if (channel !== undefined) return !isPersonalChat(channel);
  return door === 'api' && origin !== undefined;
}

function needsAnswer({ verdict: { label, needsAnswer }, text }: Entry): boolean {
  if (needsAnswer !== undefined) return needsAnswer >= WAITS_FROM;
  return label === 'negative' || (label === 'neutral' && text.includes('?'));
}
