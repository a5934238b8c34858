// What a press of Enter decides: what people say is right when they agree, or else what the model said.
import type { Label, WaitingPost } from '../api.ts';

const LABELS = ['negative', 'neutral', 'positive'] as const;

/** The one label that everybody who corrected a post gave; null when they differ, or when nobody did. */
export function peopleAgreeOn({ corrections }: Pick<WaitingPost, 'corrections'>): Label | null {
  const [label, ...others] = LABELS.filter((each) => corrections[each] > 0);
  return label && others.length === 0 ? label : null;
}

export function suggestionFor(post: Pick<WaitingPost, 'corrections' | 'label'>): Label {
  return peopleAgreeOn(post) ?? post.label;
}
