// One post on its way through the page: written, judged, voted on. Pure: what happened in, what now stands out.
import type { Explanation, Label, Prediction, Word } from '../api.ts';
import type { Failure } from '../call.ts';

/** A post with its verdict, and the vote on it as far as it got. */
export interface JudgedDraft {
  readonly post: string;
  readonly prediction: Prediction;
  /** Null until the explanation has come. */
  readonly words: readonly Word[] | null;
  /** Where the part ends that the model read; missing while it is not known. */
  readonly judgedUntil?: number | undefined;
  readonly correct: boolean | null;
  /** The right label, after a No. */
  readonly label: Label | null;
  /** What the post is about, as the voter says it; null where they changed nothing. */
  readonly topics: readonly string[] | null;
  /** `pending` is sent until the service has it: then it is `kept`. */
  readonly vote: 'open' | 'pending' | 'kept';
}

export interface Analysis {
  readonly draft: string;
  readonly judging: boolean;
  readonly judged: JudgedDraft | null;
  /** Why the last step did not work. */
  readonly failure: Failure | null;
}

export type AnalysisEvent =
  | { readonly what: 'wrote'; readonly draft: string }
  | { readonly what: 'asked' }
  | { readonly what: 'judged'; readonly post: string; readonly prediction: Prediction }
  | ({ readonly what: 'explained'; readonly prediction: Prediction } & Explanation)
  | { readonly what: 'not judged'; readonly failure: Failure }
  | { readonly what: 'chose'; readonly correct: boolean }
  | { readonly what: 'corrected'; readonly label: Label }
  | { readonly what: 'said topics'; readonly topics: readonly string[] }
  | { readonly what: 'voted' }
  | { readonly what: 'vote delayed'; readonly failure: Failure }
  | { readonly what: 'vote refused'; readonly failure: Failure }
  | { readonly what: 'vote kept' }
  | { readonly what: 'reconsidered' }
  | { readonly what: 'next' };

export const blank: Analysis = { draft: '', judging: false, judged: null, failure: null };

export function advanceAnalysis(analysis: Analysis, happening: AnalysisEvent): Analysis {
  switch (happening.what) {
    case 'wrote':
      return { ...analysis, draft: happening.draft, failure: null };
    case 'asked':
      return { ...analysis, judging: true, failure: null };
    case 'not judged':
      return { ...analysis, judging: false, failure: happening.failure };
    case 'judged': {
      const { post, prediction } = happening;
      const open = { words: null, correct: null, label: null, topics: null, vote: 'open' } as const;
      const judged: JudgedDraft = { post, prediction, ...open };
      return { ...analysis, judging: false, judged };
    }
    case 'next':
      return blank;
    default:
      return analysis.judged ? advanceVerdict(analysis, analysis.judged, happening) : analysis;
  }
}

type Afterwards = Extract<
  AnalysisEvent,
  {
    what:
      | 'explained'
      | 'chose'
      | 'corrected'
      | 'said topics'
      | 'voted'
      | 'vote delayed'
      | 'vote refused'
      | 'vote kept'
      | 'reconsidered';
  }
>;

function advanceVerdict(analysis: Analysis, judged: JudgedDraft, happening: Afterwards): Analysis {
  const so = (changes: Partial<JudgedDraft>, failure: Failure | null = null): Analysis => ({
    ...analysis,
    failure,
    judged: { ...judged, ...changes },
  });
  switch (happening.what) {
    case 'explained':
      // An explanation may arrive when its post has long made room for the next one.
      return happening.prediction.id === judged.prediction.id
        ? so({ words: happening.words, judgedUntil: happening.judgedUntil }, analysis.failure)
        : analysis;
    case 'chose':
      return so({ correct: happening.correct, label: null });
    case 'corrected':
      return so({ label: happening.label });
    case 'said topics':
      return so({ topics: happening.topics });
    case 'voted':
      return judged.correct === null || judged.vote !== 'open' ? analysis : so({ vote: 'pending' });
    case 'vote delayed':
      return so({}, happening.failure);
    case 'vote refused':
      return so({ vote: 'open' }, happening.failure);
    case 'vote kept':
      return so({ vote: 'kept' });
    case 'reconsidered':
      return judged.vote === 'kept' ? so({ vote: 'open' }) : analysis;
  }
}
