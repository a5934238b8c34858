// What teams, channels and group chats are called. Teams tells in events, or when it is asked. src/storage implements it.

/** The name of a team, channel or group chat as it was told. */
export interface Named {
  /** Id of the team, or conversation id without thread. */
  readonly id: string;
  readonly name: string;
}

export interface NameStore {
  /** Writes only what is new, and once a day that a name was told. @param at milliseconds since 1970-01-01T00:00Z. */
  saveNames(named: readonly Named[], at: number): Promise<void>;
  /**
   * How people know these conversations: `team › channel`, the team alone for the channel that every team begins with, the
   * topic of a group chat. What is not known, and personal chats, are left out.
   * @param conversations with or without thread.
   */
  namesOf(conversations: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Teams whose name, or the name of one of whose channels, was never told: one of their conversations each. */
  unnamedTeams(): Promise<readonly string[]>;
  /** Forgets names that were not told since `before`. @returns how many. */
  deleteNames(before: number): Promise<number>;
}

/** @param channel undefined for the channel that every team begins with: Teams does not name it. */
export function fullName(team: string | undefined, channel: string | undefined): string | undefined {
  return team !== undefined && channel !== undefined ? `${team} › ${channel}` : (channel ?? team);
}
