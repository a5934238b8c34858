// What a post is about and what it does: the words in which every other room speaks of them.
import { z } from 'zod';

/** What a post does: exactly one of these. */
export const ACTS = ['complaint', 'question', 'praise', 'information'] as const;
export type Act = (typeof ACTS)[number];

/** A name of the model's list (topics.json), such as `customer-service`. */
export const TopicName = z
  .string()
  .max(50, 'is longer than 50 characters')
  .regex(/^[a-z]+(-[a-z]+)*$/, 'must be lower-case words joined by hyphens');

/** A topic that a model gives a post. */
export interface TopicScore {
  /** A name of the model's list (topics.json), such as `baggage`. */
  readonly name: string;
  /** Calibrated, 0 to 1. */
  readonly probability: number;
}
