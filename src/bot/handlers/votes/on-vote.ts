// A button of a verdict's card was pressed (Action.Execute): the voter gets a card of their own as the answer.
import { personOf } from '../../../delivery/activity.ts';
import type { TopicSource } from '../../../topics/topics-file.ts';
import type { Triage } from '../../../triage/triage.ts';
import { verdictCard } from '../../cards/verdict/verdict.ts';
import type { PeopleNames } from '../../protocol/people-names.ts';
import type { InvokeAnswer } from '../../protocol/turn.ts';
import type { HandlerContext } from '../context.ts';
import { cardAnswer, errorAnswer, reasonOf } from '../invoke-answer.ts';
import type { RecordVote } from './record-vote.ts';
import { fromExecute } from './vote-request.ts';

export interface OnVoteParts {
  readonly classifier: TopicSource;
  readonly recordVote: RecordVote;
  readonly triage: Pick<Triage, 'isHolder'>;
  readonly peopleNames: Pick<PeopleNames, 'seek'>;
}

export function createOnVote({ classifier, recordVote, triage, peopleNames }: OnVoteParts) {
  return async (context: HandlerContext): Promise<InvokeAnswer> => {
    const { activity, language } = context;
    const person = personOf(activity);
    const voteRequest = fromExecute(activity.value);
    if (!person || !voteRequest) return errorAnswer(context, 'BadRequest');
    try {
      const { vote: own, ...counted } = await recordVote.vote(context, person, voteRequest);
      const { handling } = counted;
      const holder = {
        holderName: await peopleNames.seek(handling?.holder, context.reference),
        isHolder: triage.isHolder(handling, 'teams', person),
      };
      return cardAnswer(
        verdictCard({
          ...counted,
          ...holder,
          own,
          topics: classifier.topics,
          language,
          sharedLanguage: voteRequest.card,
        }),
      );
    } catch (error) {
      return errorAnswer(context, reasonOf(error));
    }
  };
}
