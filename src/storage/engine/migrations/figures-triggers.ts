// The triggers that keep the table `figures`: counts of predictions by hour, door, language and model. Triggers, since ten
// queries change what is counted, and one that forgot to count would be noticed by nobody.
//   SQLite has one writer, which changes the counts in place (slot 0). On PostgreSQL writers would wait for one another's
// commits at the row of the hour: each adds a row of its own (slot > 0) instead, and these are folded together later.

const HOUR = 3_600_000;
const COUNTS = [
  ...['predictions', 'negative', 'neutral', 'positive', 'uncertain', 'up', 'down'],
  ...['examples', 'reviewed', 'changes'],
];
const COLUMNS = ['hour', 'door', 'language', 'model', 'slot', ...COUNTS].join(', ');
/** Those that change while a prediction lives; its verdict never does. */
const CHANGING = ['up', 'down', 'examples', 'reviewed'];

/** Whether a row is part of `GET /export`. @param row its alias with a dot, or nothing. */
const isExample = (row: string) =>
  `(${row}text is not null and (${row}up > 0 or ${row}down > 0 or ${row}review is not null))`;
const oneIf = (condition: string) => `case when ${condition} then 1 else 0 end`;
const hourOf = (row: string) => `${row}created_at / ${HOUR} * ${HOUR}`;
const keyOf = (row: string) => `${hourOf(row)}, ${row}door, ${row}language, ${row}model`;

/** What a row adds to a count when it comes. */
function countIn(row: string, count: string): string {
  if (count === 'predictions' || count === 'changes') return '1';
  if (count === 'up' || count === 'down') return row + count;
  if (count === 'uncertain') return oneIf(`not ${row}certain`);
  if (count === 'examples') return oneIf(isExample(row));
  if (count === 'reviewed') return oneIf(`${isExample(row)} and ${row}review is not null`);
  return oneIf(`${row}label = '${count}'`);
}

/** What a row that is changed adds to a count. */
function differenceIn(count: string): string {
  if (count === 'changes') return '1';
  return CHANGING.includes(count) ? `${countIn('new.', count)} - ${countIn('old.', count)}` : '0';
}

const isChanged = `old.up <> new.up or old.down <> new.down
  or coalesce(old.review, '') <> coalesce(new.review, '') or ${isExample('old.')} <> ${isExample('new.')}`;

/** Inserts the counts of all rows of a table. @param sign `-` where they are gone; `changes` goes up all the same. */
function insertCountsOf(table: string, slot: string, sign: '' | '-' = ''): string {
  const sums = COUNTS.map(
    (count) => `${count === 'changes' ? '' : sign}sum(${countIn('', count)}) as ${count}`,
  );
  return `insert into figures (${COLUMNS})
    select hour, door, language, model, ${slot}, ${COUNTS.join(', ')} from (
      select ${hourOf('')} as hour, door, language, model, ${sums.join(', ')} from ${table}
      group by 1, 2, 3, 4
    ) as counted`;
}

/** @param amount what is added to a count. */
const adding = (amount: (count: string) => string) =>
  COUNTS.map((count) => `${count} = ${count} + ${amount(count)}`).join(', ');
const ofHour = (row: string) =>
  `hour = ${hourOf(row)} and door = ${row}door and language = ${row}language and model = ${row}model and slot = 0`;

export const onSqlite = [
  insertCountsOf('predictions', '0'),
  `create trigger figures_added after insert on predictions begin
     insert into figures (${COLUMNS})
     values (${keyOf('new.')}, 0, ${COUNTS.map((count) => countIn('new.', count)).join(', ')})
     on conflict (hour, door, language, model, slot) do update set ${adding((count) => `excluded.${count}`)};
   end`,
  `create trigger figures_changed after update of text, up, down, review on predictions when ${isChanged} begin
     update figures set ${adding((count) => `(${differenceIn(count)})`)} where ${ofHour('new.')};
   end`,
  `create trigger figures_removed after delete on predictions begin
     update figures
     set ${adding((count) => (count === 'changes' ? '1' : `-(${countIn('old.', count)})`))}
     where ${ofHour('old.')};
   end`,
];

const NEXT_SLOT = "nextval('figure_slots')";
const onEvent = (name: string, body: string, event: string) => [
  `create function ${name}() returns trigger language plpgsql as $body$
   begin
     ${body};
     return null;
   end $body$`,
  `create trigger ${name} ${event} execute function ${name}()`,
];

export const onPostgres = [
  insertCountsOf('predictions', '0'),
  'create sequence figure_slots',
  'create index figures_pending on figures (slot) where slot > 0',
  ...onEvent(
    'figures_added',
    insertCountsOf('added', NEXT_SLOT),
    'after insert on predictions referencing new table as added for each statement',
  ),
  ...onEvent(
    'figures_changed',
    `insert into figures (${COLUMNS})
     values (${keyOf('new.')}, ${NEXT_SLOT}, ${COUNTS.map(differenceIn).join(', ')})`,
    `after update on predictions for each row when (${isChanged})`,
  ),
  ...onEvent(
    'figures_removed',
    insertCountsOf('removed', NEXT_SLOT, '-'),
    'after delete on predictions referencing old table as removed for each statement',
  ),
];
