// A review session on the page: what is shown, what was decided, what the service does not have yet. Pure.
import type { Label, Queue, WaitingPost } from '../api.ts';
import type { Failure } from '../call.ts';

/** A decision on its way to the service. */
export interface Write {
  /** For `Idempotency-Key`: however often it is sent, it counts once. */
  readonly key: string;
  readonly id: string;
  /** Null takes a review back. */
  readonly label: Label | null;
  /** What the post is about; missing where the reviewer changed nothing. */
  readonly topics?: readonly string[];
}

/** A post that was gone through, so that one can come back to it. */
interface Passed {
  readonly post: WaitingPost;
  /** Null for a post that was skipped. */
  readonly label: Label | null;
}

export interface Reviewing {
  /** The first is the one shown; null until the queue has come. */
  readonly posts: readonly WaitingPost[] | null;
  /** Where the queue goes on; null at its end. */
  readonly next: string | null;
  /** The last one is what undo brings back. */
  readonly passed: readonly Passed[];
  readonly unsent: readonly Write[];
  readonly waiting: number;
  readonly nextExport: Queue['next_export'] | null;
  /** Why the last asking or sending did not work. */
  readonly failure: Failure | null;
}

export type ReviewEvent =
  /** A page of the queue came; `from` is null for the first one. */
  | { readonly what: 'came'; readonly queue: Queue; readonly from: string | null }
  | {
      readonly what: 'decided';
      readonly label: Label;
      readonly key: string;
      readonly topics?: readonly string[];
    }
  | { readonly what: 'skipped' }
  | { readonly what: 'undone'; readonly key: string }
  /** A review of the list below was taken back. */
  | { readonly what: 'taken back'; readonly id: string; readonly key: string }
  | { readonly what: 'sent'; readonly key: string }
  | { readonly what: 'refused'; readonly key: string; readonly failure: Failure }
  | { readonly what: 'failed'; readonly failure: Failure };

export function begin(unsent: readonly Write[]): Reviewing {
  return { posts: null, next: null, passed: [], unsent, waiting: 0, nextExport: null, failure: null };
}

export function advanceReview(state: Reviewing, happening: ReviewEvent): Reviewing {
  switch (happening.what) {
    case 'came':
      return withPage(state, happening.queue, happening.from);
    case 'decided':
      return pass(state, happening.label, happening);
    case 'skipped':
      return pass(state, null);
    case 'undone':
      return bringBack(state, happening.key);
    case 'taken back': {
      const { id, key } = happening;
      const passed = state.passed.filter(({ post }) => post.prediction_id !== id);
      return { ...state, passed, unsent: [...state.unsent, { key, id, label: null }] };
    }
    case 'sent':
      return { ...state, failure: null, unsent: state.unsent.filter(({ key }) => key !== happening.key) };
    case 'refused': {
      const unsent = state.unsent.filter(({ key }) => key !== happening.key);
      return { ...state, unsent, failure: happening.failure };
    }
    case 'failed':
      return { ...state, failure: happening.failure };
  }
}

/** What is known already, or on its way to the service, is not shown twice. */
function withPage(state: Reviewing, queue: Queue, from: string | null): Reviewing {
  const known = new Set([
    ...(state.posts ?? []).map(({ prediction_id }) => prediction_id),
    ...state.passed.map(({ post }) => post.prediction_id),
    ...state.unsent.filter(({ label }) => label !== null).map(({ id }) => id),
  ]);
  const fresh = queue.posts.filter(({ prediction_id }) => !known.has(prediction_id));
  const goesOn = from !== null || state.posts === null || state.posts.length === 0;
  return {
    ...state,
    failure: null,
    posts: [...(state.posts ?? []), ...fresh],
    next: goesOn ? queue.next : state.next,
    // What is on its way is not in the service's count yet.
    waiting: Math.max(0, queue.waiting.disputed + queue.waiting.uncertain - balance(state.unsent)),
    nextExport: queue.next_export,
  };
}

function balance(unsent: readonly Write[]): number {
  return unsent.reduce((sum, { label }) => sum + (label === null ? -1 : 1), 0);
}

function pass(state: Reviewing, label: Label | null, sent?: Pick<Write, 'key' | 'topics'>): Reviewing {
  const [post, ...posts] = state.posts ?? [];
  if (!post) return state;
  const passed = [...state.passed, { post, label }];
  if (label === null || sent === undefined) return { ...state, posts, passed };
  const { key, topics } = sent;
  const write: Write = { key, id: post.prediction_id, label, ...(topics && { topics }) };
  const unsent = [...state.unsent, write];
  return { ...state, posts, passed, unsent, waiting: Math.max(0, state.waiting - 1) };
}

function bringBack(state: Reviewing, key: string): Reviewing {
  const last = state.passed.at(-1);
  if (!last) return state;
  const posts = [last.post, ...(state.posts ?? [])];
  const passed = state.passed.slice(0, -1);
  if (last.label === null) return { ...state, posts, passed };
  const unsent = [...state.unsent, { key, id: last.post.prediction_id, label: null }];
  return { ...state, posts, passed, unsent, waiting: state.waiting + 1 };
}
