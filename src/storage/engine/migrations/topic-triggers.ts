// The triggers that keep `prediction_topics` and `topic_figures`. What a prediction says of its topics is one JSON column, which
// never changes while it lives; everything by topic follows from it. Slots are those of `figures`: see figures-triggers.ts.

const HOUR = 3_600_000;
const COUNTS = ['predictions', 'negative', 'neutral', 'positive', 'uncertain', 'up', 'down'];
const COLUMNS = ['hour', 'topic', 'slot', ...COUNTS].join(', ');

const hourOf = (row: string) => `${row}created_at / ${HOUR} * ${HOUR}`;
const oneIf = (condition: string) => `case when ${condition} then 1 else 0 end`;

/** What a row counts for. */
function countIn(row: string, count: string): string {
  if (count === 'predictions') return '1';
  if (count === 'up' || count === 'down') return row + count;
  if (count === 'uncertain') return oneIf(`not ${row}certain`);
  return oneIf(`${row}label = '${count}'`);
}

const taken = (row: string) => COUNTS.map((count) => `-(${countIn(row, count)})`);
/** Of a prediction that is changed only the votes do. */
const voted = COUNTS.map((count) =>
  count === 'up' || count === 'down' ? `new.${count} - old.${count}` : '0',
);
const hasVotes = 'old.up <> new.up or old.down <> new.down';
const topicsOf = (row: string) => `(select topic from prediction_topics where prediction_id = ${row}id)`;

/** Adds to the counts of every topic of a prediction. */
const addOnSqlite = (row: string, amounts: readonly string[]) =>
  `update topic_figures set ${COUNTS.map((count, n) => `${count} = ${count} + ${amounts[n]}`).join(', ')}
   where hour = ${hourOf(row)} and slot = 0 and topic in ${topicsOf(row)}`;

export const topicsOnSqlite = [
  `create trigger topics_added after insert on predictions when new.topics is not null begin
     insert into prediction_topics (prediction_id, topic, judged_at)
     select new.id, json_extract(value, '$.name'), new.created_at from json_each(new.topics);
     insert into topic_figures (${COLUMNS})
     select ${hourOf('new.')}, json_extract(value, '$.name'), 0, ${COUNTS.map((count) => countIn('new.', count)).join(', ')}
     from json_each(new.topics) where true
     on conflict (hour, topic, slot)
     do update set ${COUNTS.map((count) => `${count} = ${count} + excluded.${count}`).join(', ')};
   end`,
  `create trigger topics_voted after update of up, down on predictions when ${hasVotes} begin
     ${addOnSqlite('new.', voted)};
   end`,
  // Before: the rows that say which topics it had go with it.
  `create trigger topics_removed before delete on predictions begin
     ${addOnSqlite('old.', taken('old.'))};
   end`,
];

const NEXT_SLOT = "nextval('topic_figure_slots')";
const insertOnPostgres = (row: string, amounts: readonly string[]) =>
  `insert into topic_figures (${COLUMNS})
   select ${hourOf(row)}, topic, ${NEXT_SLOT}, ${amounts.join(', ')}
   from prediction_topics where prediction_id = ${row}id`;
const onEvent = (
  name: string,
  body: string,
  { event, answer = 'null' }: { event: string; answer?: string },
) => [
  `create function ${name}() returns trigger language plpgsql as $body$
   begin
     ${body};
     return ${answer};
   end $body$`,
  `create trigger ${name} ${event} execute function ${name}()`,
];

const sums = COUNTS.map((count) => `sum(${countIn('', count)}) as ${count}`);

export const topicsOnPostgres = [
  'create sequence topic_figure_slots',
  'create index topic_figures_pending on topic_figures (slot) where slot > 0',
  ...onEvent(
    'topics_added',
    `insert into prediction_topics (prediction_id, topic, judged_at)
     select id, said ->> 'name', created_at from added, json_array_elements(topics::json) as said;
     insert into topic_figures (${COLUMNS})
     select hour, topic, ${NEXT_SLOT}, ${COUNTS.join(', ')} from (
       select ${hourOf('')} as hour, said ->> 'name' as topic, ${sums.join(', ')}
       from added, json_array_elements(topics::json) as said group by 1, 2
     ) as counted`,
    { event: 'after insert on predictions referencing new table as added for each statement' },
  ),
  ...onEvent('topics_voted', insertOnPostgres('new.', voted), {
    event: `after update of up, down on predictions for each row when (${hasVotes})`,
  }),
  // Before: the rows that say which topics it had go with it.
  ...onEvent('topics_removed', insertOnPostgres('old.', taken('old.')), {
    event: 'before delete on predictions for each row',
    answer: 'old',
  }),
];
