// The sentences of the frame around the views: title, navigation, footer, help, the form for a key, what went wrong.
import { french } from '../../locale/french.ts';

export const frameFr = {
  title: 'Air Paradis · Avis des voyageurs',
  subtitles: {
    analyse: french`Collez un post : l’IA en donne le sentiment, vous dites si elle a raison.`,
    posts: 'Retrouvez un post, lisez-le en entier, transmettez-le.',
    review: french`Tranchez les verdicts contestés ou incertains : l’IA apprendra de vos décisions.`,
    dashboard: 'Ce que disent les posts, et ce que valent les verdicts.',
    incident: french`Une alerte : de quoi il s’agit, et que faire.`,
    settings: 'Comment le bot se comporte dans chaque canal.',
  },
  views: {
    label: 'Vues',
    analyse: 'Analyse',
    posts: 'Posts',
    review: 'Relecture',
    dashboard: 'Tableau de bord',
    settings: 'Réglages',
  },
  missing: {
    text: 'Cette vue n’a pas pu être chargée. Nouvel essai automatique dans quelques secondes.',
    again: 'Réessayer',
  },
  broken: {
    text: french`Cette vue a rencontré une erreur. Rechargez-la ; le reste de la page fonctionne.`,
    again: 'Recharger la vue',
  },
  demo: {
    name: 'Démo',
    about: 'Les posts et les votes sont inventés, les verdicts sont ceux du modèle. Rien n’est conservé.',
  },
  footer: {
    help: 'Aide et raccourcis clavier',
    privacy: 'Données et conditions',
    api: 'API',
    version: (service: string, model: string) => `Version ${service} · modèle ${model}`,
  },
  help: {
    title: 'Aide',
    steps: [
      'Collez un post, ou plusieurs à raison d’un par ligne, puis lancez l’analyse.',
      french`Dites si le verdict est juste ; sinon, indiquez le bon. Vous pouvez changer d’avis.`,
      french`L’IA se trompe parfois : « Relecture » rassemble les verdicts à vérifier.`,
    ],
    keys: 'Raccourcis clavier',
    everywhere: 'Partout',
    shortcuts: {
      help: ['?', 'Afficher cette aide'],
      close: ['Échap', 'Fermer cette aide'],
      submit: ['Ctrl + Entrée', 'Analyser, ou envoyer votre avis'],
    },
    close: 'Fermer',
  },
  key: {
    title: 'Ce service demande une clé',
    label: 'Clé d’API',
    hint: french`Elle commence par « ap_ ». Demandez-la à la personne qui gère le service. Elle est oubliée à la fermeture du navigateur.`,
    open: 'Valider',
    refused: 'Clé inconnue. Vérifiez que vous l’avez copiée en entier.',
  },
  configure: {
    question: french`Que doit afficher cet onglet ?`,
    hint: 'Choisissez, puis cliquez sur Enregistrer. Le bot répond aussi sans onglet.',
  },
  failure: {
    unreachable: french`Le service ne répond pas. Votre texte est conservé : réessayez dans un instant.`,
    busy: french`Le service est très sollicité. Votre texte est conservé : réessayez dans un instant.`,
    nothing: french`Rien à analyser : ce post ne contient que des liens ou des mentions. Ajoutez des mots.`,
    long: 'Ce post dépasse 5 000 caractères. Raccourcissez-le.',
    locked: french`Il faut une clé. Une fois la clé saisie, relancez : votre texte est conservé.`,
    forbidden: 'Vous n’avez pas accès à cette action. Demandez ce droit à la personne qui gère le service.',
    gone: 'Ce verdict n’existe plus. Passez au post suivant.',
    changed: 'Ceci a été modifié entre-temps.',
    failed: french`Une erreur est survenue. Votre texte est conservé : réessayez.`,
  },
};

export const frameEn: typeof frameFr = {
  title: 'Air Paradis · Traveller feedback',
  subtitles: {
    analyse: 'Paste a post: the AI rates its sentiment, and you say whether it got it right.',
    posts: 'Find a post, read it in full, hand it on.',
    review: 'Settle disputed or uncertain verdicts: the AI will learn from your decisions.',
    dashboard: 'What posts say, and how good the verdicts are.',
    incident: 'An alert: what it is about, and what to do.',
    settings: 'How the bot behaves in each channel.',
  },
  views: {
    label: 'Views',
    analyse: 'Analyse',
    posts: 'Posts',
    review: 'Review',
    dashboard: 'Dashboard',
    settings: 'Settings',
  },
  missing: {
    text: 'This view could not be loaded. Trying again in a few seconds.',
    again: 'Try again',
  },
  broken: {
    text: 'Something went wrong in this view. Reload it; the rest of the page still works.',
    again: 'Reload this view',
  },
  demo: {
    name: 'Demo',
    about: 'Posts and votes are made up; the verdicts are the model’s own. Nothing is kept.',
  },
  footer: {
    help: 'Help and keyboard shortcuts',
    privacy: 'Privacy and terms',
    api: 'API reference',
    version: (service, model) => `Version ${service}, model ${model}`,
  },
  help: {
    title: 'Help',
    steps: [
      'Paste a post, or several with one per line, then start the analysis.',
      'Say whether the verdict is correct; if not, pick the right one. You can change your mind.',
      'The AI is sometimes wrong: “Review” collects the verdicts worth checking.',
    ],
    keys: 'Keyboard shortcuts',
    everywhere: 'Everywhere',
    shortcuts: {
      help: ['?', 'Show this help'],
      close: ['Esc', 'Close this help'],
      submit: ['Ctrl + Enter', 'Analyse, or send your answer'],
    },
    close: 'Close',
  },
  key: {
    title: 'This service needs a key',
    label: 'API key',
    hint: 'Starts with “ap_”. Ask whoever runs the service. It is forgotten when you close the browser.',
    open: 'Continue',
    refused: 'Unknown key. Check that you copied all of it.',
  },
  configure: {
    question: 'What should this tab show?',
    hint: 'Pick one, then click Save. The bot also replies without a tab.',
  },
  failure: {
    unreachable: 'The service isn’t responding. Your text is saved: try again in a moment.',
    busy: 'The service is very busy. Your text is saved: try again in a moment.',
    nothing: 'Nothing to analyse: this post contains only links or mentions. Add some words.',
    long: 'This post is longer than 5,000 characters. Shorten it.',
    locked: 'A key is needed. Enter it, then try again: your text is saved.',
    forbidden: 'You don’t have access to this. Ask whoever runs the service.',
    gone: 'This verdict no longer exists. Go on to the next post.',
    changed: 'This was changed in the meantime.',
    failed: 'Something went wrong. Your text is saved: try again.',
  },
};
