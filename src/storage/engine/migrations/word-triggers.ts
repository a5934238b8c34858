// The triggers that keep SQLite's index of words in step with the posts, and the posts whose words it is told.

/**
 * Characters that the tokenizer of SQLite's index and the search read the same, as the inside of a class: ASCII, Latin letters,
 * what French and English set between words, arrows, signs and the older emoji, for it takes
 * younger ones for letters. What stands outside may be the same all the same.
 */
export const READ_ALIKE = [
  '\u0001-\u007f\u00a0-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4-\u00b8\u00bb\u00bf-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017f',
  '\u2010-\u2016\u2018-\u2027\u202f\u2030-\u203b\u20ac\u2190-\u21ff\u2500-\u26ff\u2701-\u27bf',
  '\u{1f400}-\u{1f43e}\u{1f442}-\u{1f4f7}\u{1f500}-\u{1f53d}\u{1f5fb}-\u{1f640}\u{1f645}-\u{1f64f}\u{1f680}-\u{1f6c5}',
].join('');

/**
 * A post that was stored before words were told apart, and whose words the tokenizer reads in its own way. The text is matched last:
 * that takes longer than to insert the row.
 */
export const HAS_UNTOLD_WORDS = `words is null and position is not null and text glob '*[^${READ_ALIKE}]*'`;

// The first position of its millisecond that is free; after 4,096 posts in one, the first after all others.
const first = 'new.created_at * 4096';
const last = `(select max(position) from predictions where position between ${first} and ${first} + 4095)`;
const free = `case ${last} when ${first} + 4095 then (select max(position) + 1 from predictions)
  else coalesce(${last} + 1, ${first}) end`;

/** In the place of words: the tokenizer reads the text as it should. No words are written so, and nothing has to look again. */
export const AS_WRITTEN = '=';

/** What the index was given for a post has to be given again to erase it. */
const indexed = (row: 'new' | 'old') => `coalesce(nullif(${row}.words, '${AS_WRITTEN}'), ${row}.text)`;
const add = `insert into post_words (rowid, text) values (new.position, ${indexed('new')})`;
const erase = `insert into post_words (post_words, rowid, text) select 'delete', old.position, ${indexed('old')}
  where old.position is not null`;

/** In place of those of 0016, which knew the text alone. */
export const wordTriggers = [
  'drop trigger predictions_placed',
  'drop trigger predictions_rewritten',
  'drop trigger predictions_removed',
  `create trigger predictions_placed after update of position on predictions when new.position is not null
    begin ${add}; end`,
  `create trigger predictions_rewritten after update of text on predictions
    begin ${erase}; update predictions set position = iif(new.text is null, null, ${free}),
      words = iif(new.text is old.text, words, null) where id = new.id; end`,
  `create trigger predictions_told after update of words on predictions
    when new.words is not null and new.words is not old.words and new.position is old.position and new.position is not null
    begin ${erase}; ${add}; end`,
  `create trigger predictions_removed after delete on predictions begin ${erase}; end`,
];

/**
 * For posts that are stored with the position they get: one insertion where the triggers of 0016 change the row
 * again. What a former release stores has none, and gets one as it did.
 */
export const placedTriggers = [
  'drop trigger predictions_added',
  `create trigger predictions_added after insert on predictions when new.text is not null and new.position is null
    begin update predictions set position = ${free} where id = new.id; end`,
  `create trigger predictions_stored after insert on predictions when new.position is not null begin ${add}; end`,
];
