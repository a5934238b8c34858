// Which model serves: the service's own, or the version that an operator chose last. What was chosen stands in the store,
// so that every replica and every restart follows it. A new model is loaded and warm before the one before lets go.

import type { Classifier } from '../verdict.ts';
import { createInService, type InService } from './in-service.ts';
import type { Versions } from './versions.ts';

/** A version that an operator chose. */
export interface Choice {
  /** 1 for the first, then one more for each. */
  readonly number: number;
  readonly version: string;
}

/** What the rules need from a store. */
export interface ChoiceStore {
  /** The last two that stand, the newest first. */
  last(): Promise<readonly Choice[]>;
  /**
   * Adds a choice after `latest`.
   * @param request remembered with it for a day: see `isDone`.
   * @returns false when another was made meanwhile.
   */
  choose(version: string, latest: Choice | undefined, request?: string): Promise<boolean>;
  /** Takes the latest choice back. @returns false when it is not the latest any more. */
  takeBack(latest: Choice, request?: string): Promise<boolean>;
  /** Whether this request has chosen or taken back already, and died before it could say so. */
  isDone(request: string): Promise<boolean>;
}

/** What a switch did. */
export interface Switched {
  /** Versions in service before and now: the same when there was nothing to do. */
  readonly from: string;
  readonly to: string;
}

export interface Models {
  readonly classifier: InService;
  /** Where the model in service lies. */
  readonly folder: string;
  /**
   * Lets a version serve, here at once and in every other replica once it looks.
   * @param request what asks for it, however often it is sent: it has its effect once.
   * @throws {UnknownVersionError} {@link ModelError} {@link ThreadDiedError} {@link OtherChoiceError}; nothing has changed then.
   */
  use(version: string, request?: string): Promise<Switched>;
  /**
   * Goes back to what served before the last choice.
   * @throws {NoChoiceError} when nothing was chosen; otherwise like `use`.
   */
  rollBack(request?: string): Promise<Switched>;
  /** Lets serve what another replica chose. @throws like `use`. */
  follow(): Promise<void>;
  /** Ends the switch under way, then the classifier. */
  close(): Promise<void>;
}

/** Nothing was chosen, so there is nothing to go back to. */
export class NoChoiceError extends Error {
  override name = 'NoChoiceError';

  constructor() {
    super('No version was chosen: the model of MODEL_DIR serves, and there is nothing to go back to.');
  }
}

/** Somebody else chose at the same time. */
export class OtherChoiceError extends Error {
  override name = 'OtherChoiceError';

  constructor() {
    super('Another version was chosen at the same time; look which one serves now, and choose again.');
  }
}

export interface ModelsParts {
  readonly versions: Versions;
  readonly choices: ChoiceStore;
  /** Starts a classifier on a model folder; resolves once it is warm. */
  readonly load: (folder: string) => Promise<Classifier>;
  readonly onSwitch?: (switched: Switched) => void;
  /** Told why the chosen model cannot serve from the start; the service's own does instead. */
  readonly onFallback?: (error: unknown) => void;
}

/** Loads the model that should serve. @throws when not even the service's own can be loaded. */
export async function openModels(parts: ModelsParts): Promise<Models> {
  const { versions, choices, load, onSwitch = () => {}, onFallback = () => {} } = parts;
  const folderOf = async (choice: Choice | undefined) =>
    choice ? versions.find(choice.version) : versions.own;

  async function loadFirst(): Promise<{ folder: string; classifier: Classifier }> {
    const [latest] = await choices.last();
    if (latest)
      try {
        const folder = await folderOf(latest);
        return { folder, classifier: await load(folder) };
      } catch (error) {
        onFallback(error);
      }
    return { folder: versions.own, classifier: await load(versions.own) };
  }

  const first = await loadFirst();
  const classifier = createInService(first.classifier);
  let { folder } = first;
  let turn: Promise<unknown> = Promise.resolve();

  /** One switch at a time. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  }

  /** @param settle writes the choice down once the model is warm; when it throws, nothing changes. */
  async function switchTo(target: string, settle: () => Promise<void>): Promise<Switched> {
    const from = classifier.model;
    const next = target === folder ? undefined : await load(target);
    try {
      await settle();
    } catch (error) {
      await next?.close();
      throw error;
    }
    if (!next) return { from, to: from };
    folder = target;
    onSwitch({ from, to: next.model });
    await classifier.replace(next);
    return { from, to: next.model };
  }

  async function followLast(): Promise<Switched> {
    const [latest] = await choices.last();
    return switchTo(await folderOf(latest), async () => {});
  }
  const isDone = async (request: string | undefined) =>
    request !== undefined && (await choices.isDone(request));

  return {
    classifier,
    get folder() {
      return folder;
    },
    use: (version, request) =>
      inTurn(async () => {
        if (await isDone(request)) return followLast();
        const [latest] = await choices.last();
        return switchTo(await versions.find(version), async () => {
          if (latest?.version !== version && !(await choices.choose(version, latest, request)))
            throw new OtherChoiceError();
        });
      }),
    rollBack: (request) =>
      inTurn(async () => {
        if (await isDone(request)) return followLast();
        const [latest, before] = await choices.last();
        if (!latest) throw new NoChoiceError();
        return switchTo(await folderOf(before), async () => {
          if (!(await choices.takeBack(latest, request))) throw new OtherChoiceError();
        });
      }),
    follow: () =>
      inTurn(async () => {
        await followLast();
      }),
    async close() {
      await turn;
      await classifier.close();
    },
  };
}
