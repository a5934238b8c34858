// Words that bind a sentence together and say nothing of a side by themselves. Negations are not among them: they do.
const FRENCH =
  'à a afin ai aie ait alors as au aux avait avec avez avoir avons c ça car ce cela celui cette ces chez ci comme d dans de des donc dont du elle elles en es est et étaient était été être eu eux fait furent fut ici il ils j je l la là le les leur leurs lors lui m ma mais me même mes moi mon n nos notre nous on ont ou où par pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa se sera ses si soi son sont sous suis sur t ta te tes toi ton tous tout toute toutes tu un une va vais vers vos votre vous vont y';
const ENGLISH =
  'a about after again all also am an and any are as at be because been before being both but by can could d did do does doing for from get got had has have having he her here him his how i if in into is it its itself just ll m me my of off on once or our out over own re s she should so some such t than that the their them then there these they this those through to too u under up ur us ve was we were what when where which while who whom why will with would you your yours';
const HOUSE = /^#?air-?paradis$/i;

const stopWords = new Set(`${FRENCH} ${ENGLISH}`.split(' '));

/** Whether a word cannot be what decides: a stop word, a number, or the house's own name. */
export function saysLittle(word: string): boolean {
  return stopWords.has(word.toLowerCase()) || HOUSE.test(word) || /^\d+\p{L}{0,3}\d*$/u.test(word);
}
