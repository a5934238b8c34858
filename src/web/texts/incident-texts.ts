// The sentences of the page about one incident, in French and in English.
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

export const incidentFr = {
  loading: 'Chargement de l’alerte…',
  about: {
    burst: (against: number, votes: number) =>
      french`${inFrench.count(against, 'vote 👎', 'votes 👎')} en peu de temps, sur ${inFrench.count(votes, 'vote', 'votes')} : le modèle se trompe peut-être.`,
    rate: (against: number, votes: number) =>
      french`${inFrench.count(against, 'vote 👎', 'votes 👎')} sur ${inFrench.count(votes, 'vote', 'votes')} : c’est plus qu’un jour ordinaire.`,
    drift: () =>
      french`Les posts analysés ne ressemblaient plus à ceux de la période de référence. Le modèle ne se trompe pas forcément davantage.`,
  },
  state: {
    burst: {
      open: 'En cours. Elle prend fin d’elle-même quand les 👎 cessent.',
      over: french`Terminée : les 👎 ont cessé.`,
    },
    rate: {
      open: 'En cours. Elle prend fin d’elle-même après une journée sous le seuil.',
      over: french`Terminée : une journée est passée sous le seuil.`,
    },
    drift: {
      open: 'En cours. Elle prend fin d’elle-même après une journée sans dérive.',
      over: french`Terminée : une journée est passée sans dérive.`,
    },
  },
  corrections: (list: string) => french`Verdicts proposés : ${list}`,
  moved: 'Ce qui a changé',
  todo: 'Que faire',
  steps: {
    read: 'Lire les posts ci-dessous, et voter sur ceux que le modèle a mal jugés.',
    review: french`Trancher les verdicts contestés dans « Relecture ».`,
    model: french`Si les erreurs ont commencé avec un nouveau modèle : demander à la personne qui gère le service de revenir au précédent.`,
    look: french`Consulter « Les posts ont-ils changé ? » dans le tableau de bord.`,
    right: french`Si le changement est durable et que les verdicts restent justes : demander à la personne qui gère le service d’en faire la nouvelle référence.`,
  },
  posts: { votes: 'Posts contestés', drift: 'Posts de cette période' },
  all: 'Voir tous ces posts',
  noPosts: french`Aucun post à montrer : ils ont été supprimés, ou les votes ont été retirés.`,
  back: 'Retour au tableau de bord',
  gone: french`Cette alerte n’existe plus, ou le lien est incomplet. Les alertes terminées sont supprimées après un certain temps.`,
  forbidden: 'Vous n’avez pas le droit de voir les alertes. Demandez-le à la personne qui gère le service.',
  locked: 'Il faut une clé pour voir cette alerte. Elle s’affichera dès que la clé sera saisie.',
  failing: 'Le service ne répond pas. L’alerte s’affichera dès qu’il sera de retour.',
};

export const incidentEn: typeof incidentFr = {
  loading: 'Loading the alert…',
  about: {
    burst: (against, votes) =>
      `${inEnglish.count(against, '👎 vote', '👎 votes')} in a short time, out of ${inEnglish.count(votes, 'vote', 'votes')}: the model may be making mistakes.`,
    rate: (against, votes) =>
      `${inEnglish.count(against, '👎 vote', '👎 votes')} out of ${inEnglish.count(votes, 'vote', 'votes')}: more than on an ordinary day.`,
    drift: () =>
      'The analysed posts no longer resembled those of the reference period. The model is not necessarily wrong more often.',
  },
  state: {
    burst: {
      open: 'Ongoing. It ends by itself once the 👎 stop.',
      over: 'Over: the 👎 have stopped.',
    },
    rate: {
      open: 'Ongoing. It ends by itself after a day below the threshold.',
      over: 'Over: a day has passed below the threshold.',
    },
    drift: {
      open: 'Ongoing. It ends by itself after a day without drift.',
      over: 'Over: a day has passed without drift.',
    },
  },
  corrections: (list) => `Suggested verdicts: ${list}`,
  moved: 'What changed',
  todo: 'What to do',
  steps: {
    read: 'Read the posts below, and vote on those that the model got wrong.',
    review: 'Settle the disputed verdicts in “Review”.',
    model:
      'If the mistakes began with a new model: ask whoever runs the service to go back to the one before.',
    look: 'Check “Have posts changed?” on the dashboard.',
    right:
      'If the change is permanent and the verdicts are still right: ask whoever runs the service to make it the new reference.',
  },
  posts: { votes: 'Disputed posts', drift: 'Posts of this period' },
  all: 'See all of these posts',
  noPosts: 'No posts to show: they were deleted, or the votes were taken back.',
  back: 'Back to the dashboard',
  gone: 'This alert no longer exists, or the link is incomplete. Alerts that are over are deleted after some time.',
  forbidden: 'You don’t have permission to see alerts. Ask whoever runs the service.',
  locked: 'A key is needed to see this alert. It will appear once the key is entered.',
  failing: 'The service isn’t responding. The alert will appear when it’s back.',
};
