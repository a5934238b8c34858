// What the bot says about itself: the welcome, the help, and what it keeps of what people write.
import type { Config } from '../../config.ts';
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';
import { handlingTexts } from './handling.ts';

type Keeping = Pick<Config, 'KEEP_TEXT' | 'KEEP_DAYS'>;

const daysFr = (days: number) => inFrench.count(days, 'jour', 'jours');
const daysEn = (days: number) => inEnglish.count(days, 'day', 'days');

const fr = {
  welcome: 'Bonjour, je suis le bot d’Air Paradis',
  introduction: french`Je lis les posts en français ou en anglais et je dis s’ils sont 😊 positifs, 😐 neutres ou 😞 négatifs. Je suis une machine et je me trompe parfois : votez 👍 ou 👎 sous mes réponses, vos corrections aident à m’améliorer.`,
  help: 'Comment ça marche',
  helpSteps: [
    french`Dans un canal, publiez un post : je réponds dans le fil. Dans une conversation, écrivez-moi ou mentionnez-moi.`,
    french`Votez 👍 ou 👎 sous ma réponse. Après un 👎, indiquez le bon verdict, et de quoi parle le post.`,
    french`Un post attend une réponse ? Appuyez sur « ${handlingTexts.fr.take} » : chacun voit qui s’en charge.`,
    french`Vous modifiez votre post ? Je l’analyse à nouveau. Vous le supprimez ? Ma réponse disparaît et le texte est effacé.`,
  ],
  byWord: french`Chaque bouton est aussi un mot à m’écrire : « bilan », « état », « réglages », « règles », « pause ». « bilan 7 jours » remonte plus loin.`,
  keptTitle: 'Ce que je conserve',
  kept: ({ KEEP_TEXT, KEEP_DAYS }: Keeping) =>
    ({
      voted: french`Mes verdicts et vos votes, sous pseudonyme : ${daysFr(KEEP_DAYS)} au plus. Le texte d’un post : 7 jours, ou aussi longtemps que le verdict si quelqu’un a voté.`,
      all: french`Mes verdicts, vos votes (sous pseudonyme) et le texte des posts : ${daysFr(KEEP_DAYS)} au plus.`,
      none: french`Mes verdicts et vos votes, sous pseudonyme : ${daysFr(KEEP_DAYS)} au plus. Jamais le texte des posts.`,
    })[KEEP_TEXT],
  optOutTitle: 'Ne plus être analysé',
  optOut: french`Supprimez votre post : son texte est effacé. Pour que je ne lise plus rien ici, retirez l’application de l’équipe ou de la conversation.`,
};

const en: typeof fr = {
  welcome: 'Hello, I’m the Air Paradis bot',
  introduction:
    'I read posts in French or English and say whether they are 😊 positive, 😐 neutral or 😞 negative. I’m a machine and sometimes wrong: vote 👍 or 👎 under my replies; your corrections help improve me.',
  help: 'How it works',
  helpSteps: [
    'In a channel, post something: I reply in the thread. In a chat, write to me or mention me.',
    'Vote 👍 or 👎 under my reply. After a 👎, pick the right verdict and what the post is about.',
    `A post needs an answer? Press “${handlingTexts.en.take}” and everyone sees who has it.`,
    'Edit your post and I analyse it again. Delete it and my reply disappears and the text is erased.',
  ],
  byWord:
    'Each button is also a word to write to me: “summary”, “status”, “settings”, “rules”, “pause”. “summary 7 days” goes further back.',
  keptTitle: 'What I keep',
  kept: ({ KEEP_TEXT, KEEP_DAYS }) =>
    ({
      voted: `My verdicts and your votes, under a pseudonym, for up to ${daysEn(KEEP_DAYS)}. The text of a post for 7 days, or for as long as the verdict if someone voted.`,
      all: `My verdicts, your votes (under a pseudonym) and the text of posts, for up to ${daysEn(KEEP_DAYS)}.`,
      none: `My verdicts and your votes, under a pseudonym, for up to ${daysEn(KEEP_DAYS)}. Never the text of a post.`,
    })[KEEP_TEXT],
  optOutTitle: 'Opting out',
  optOut:
    'Delete your post and its text is erased. To stop me from reading anything here, remove the app from the team or chat.',
};

export const welcomeTexts: Bilingual<typeof fr> = { fr, en };
