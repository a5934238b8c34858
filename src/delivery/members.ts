// Who is known to take part in a conversation: Teams tells of whom it hears there. src/storage implements it.

/** Somebody wrote, pressed or reacted in a conversation; people are keyed hashes. */
export interface Heard {
  /** With or without thread. */
  readonly conversation: string;
  readonly person: string;
  /** Another id of the same person, when the activity names both. */
  readonly account: string | null;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
}

export interface MemberStore {
  /** Writes only what is new, and once a day that they were heard. */
  hear(heard: Heard): Promise<void>;
  /** @param conversation with or without thread. */
  isMember(conversation: string, person: string): Promise<boolean>;
  /** These people left these conversations. */
  removeMembers(conversations: readonly string[], people: readonly string[]): Promise<void>;
  /** Forgets whoever was not heard since `before`. @returns how many. */
  deleteMembers(before: number): Promise<number>;
}
