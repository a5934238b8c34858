import type { Logger } from 'pino';
import type { ChannelStore } from '../channel/channel-store.ts';
import type { ChannelFigures } from '../channel/figures.ts';
import type { ClassifyWithRules } from '../channel/rules/classify-with-rules.ts';
import type { DryRun } from '../channel/rules/dry-run.ts';
import type { Rulebook } from '../channel/rules/rulebook.ts';
import type { Config } from '../config.ts';
import type { ConversationStore } from '../delivery/conversation-reference.ts';
import type { NameStore } from '../delivery/names.ts';
import type { ReplyStore } from '../delivery/replies.ts';
import type { FeedbackService } from '../feedback/feedback-service.ts';
import type { HashPerson } from '../feedback/people.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import { createFindWhy } from '../sentiment/why/find-why.ts';
import type { TriageClock } from '../triage/clock.ts';
import type { Triage } from '../triage/triage.ts';
import { createOnAnalyse } from './extension/on-analyse.ts';
import { createOnDialog } from './extension/on-dialog.ts';
import { createOnQuery } from './extension/on-query.ts';
import { createAnswerPost } from './handlers/answer-post.ts';
import { createBoundedWhy } from './handlers/bounded-why.ts';
import { createCommandCard } from './handlers/command-card.ts';
import type { HandlerContext } from './handlers/context.ts';
import { createOnCardAction } from './handlers/on-card-action.ts';
import { createOnCommand, createOnCommandButton, createOnUnknownCommand } from './handlers/on-command.ts';
import { createOnDetails } from './handlers/on-details.ts';
import { createOnEdit } from './handlers/on-edit.ts';
import { createOnInstall } from './handlers/on-install.ts';
import { createOnMessage } from './handlers/on-message.ts';
import { createOnPrivatePost } from './handlers/on-private-post.ts';
import { createOnRules } from './handlers/on-rules.ts';
import { createOnSettings } from './handlers/on-settings.ts';
import { createOnStatus } from './handlers/on-status.ts';
import { createReadMessage } from './handlers/read-message.ts';
import { createRetract } from './handlers/retract.ts';
import { createOnFeedback } from './handlers/votes/on-feedback.ts';
import { createOnReaction } from './handlers/votes/on-reaction.ts';
import { createOnVote } from './handlers/votes/on-vote.ts';
import { createRecordVote } from './handlers/votes/record-vote.ts';
import type { PeopleNames } from './protocol/people-names.ts';
import type { InvokeAnswer } from './protocol/turn.ts';
import type { Owners } from './settings/owners.ts';
import { extensionTexts } from './texts/extension.ts';
import { settingsTexts } from './texts/settings.ts';

/** What the handlers need; see {@link createHandlerTable}. */
export interface HandlerParts {
  readonly classifier: Pick<Classifier, 'model' | 'topics' | 'classify'>;
  readonly classifyWithRules: ClassifyWithRules;
  readonly dryRun: DryRun;
  readonly rulebook: Rulebook;
  readonly channels: ChannelStore;
  readonly figures: ChannelFigures;
  readonly hashPerson: HashPerson;
  readonly feedback: FeedbackService;
  readonly triage: Triage;
  readonly triageClock: TriageClock;
  readonly peopleNames: PeopleNames;
  readonly replies: ReplyStore;
  readonly conversations: ConversationStore;
  readonly names: Pick<NameStore, 'namesOf'>;
  readonly owners: Owners;
  readonly config: Pick<Config, 'KEEP_TEXT' | 'KEEP_DAYS'>;
  readonly log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock: () => number;
}

export interface HandlerTable {
  /** By type of activity. */
  readonly events: Readonly<Record<string, (context: HandlerContext) => Promise<void>>>;
  /** By name of the invoke. */
  readonly invokes: Readonly<Record<string, (context: HandlerContext) => Promise<InvokeAnswer>>>;
}

export function createHandlerTable(parts: HandlerParts): HandlerTable {
  const recordVote = createRecordVote(parts);
  const answerPost = createAnswerPost(parts);
  const retract = createRetract(parts);
  const onInstall = createOnInstall(parts);
  const onFeedback = createOnFeedback({ ...parts, recordVote });
  const beginWhy = createBoundedWhy(createFindWhy(parts), parts.clock);
  const commandCard = createCommandCard(parts);
  const readMessage = createReadMessage(parts);
  const cardActions = {
    ...createOnSettings(parts),
    ...createOnCommandButton(commandCard),
    ...createOnRules(parts),
    ...createOnDetails({ ...parts, beginWhy }),
    ...createOnStatus(parts),
  };
  const dialog = { ...parts, recordVote, cardActions };
  const onDialog = createOnDialog({ ...dialog, title: (language) => settingsTexts[language].settings });
  return {
    events: {
      message: createOnMessage({
        ...parts,
        answerPost,
        recordVote,
        cardActions,
        readMessage,
        onCommand: createOnCommand(commandCard),
        onUnknownCommand: createOnUnknownCommand(parts),
        onPrivatePost: createOnPrivatePost(parts),
      }),
      messageUpdate: createOnEdit({ readMessage, answerPost, retract }),
      messageDelete: retract,
      messageReaction: createOnReaction({ ...parts, recordVote }),
      installationUpdate: onInstall,
      conversationUpdate: onInstall,
    },
    invokes: {
      'adaptiveCard/action': createOnCardAction({
        ...parts,
        cardActions,
        onVote: createOnVote({ ...parts, recordVote }),
      }),
      'composeExtension/fetchTask': createOnAnalyse({ ...parts, beginWhy }),
      'composeExtension/submitAction': createOnDialog({
        ...dialog,
        title: (language) => extensionTexts[language].title,
      }),
      'task/fetch': onDialog,
      'task/submit': onDialog,
      'composeExtension/query': createOnQuery(parts),
      'message/submitAction': onFeedback,
      'message/fetchTask': onFeedback,
    },
  };
}
