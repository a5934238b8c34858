import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describeModel } from '../../../../src/sentiment/model/card.ts';
import { openRestDoor, problemOf } from '../../rest-door.ts';

const FOLDER = 'models/production';

describe('GET /model', () => {
  it('gives the card of the model in service: its data, its figures per set and language, its limits', async () => {
    const card = JSON.parse(readFileSync(`${FOLDER}/model.json`, 'utf8'));
    const door = await openRestDoor();
    try {
      const model = await (await door.ask('/model')).json();
      assert.equal(model.version, card.version);
      assert.deepEqual(model.certain, card.certain);
      assert.equal(model.data.length, card.data.length);
      const [set, { language, posts, int8 }] = Object.entries(card.metrics)[0] as [
        string,
        { language: string; posts: number; int8: { accuracy: number } },
      ];
      const shown = model.metrics.find((each: { set: string }) => each.set === set);
      assert.deepEqual([shown.language, shown.posts, shown.accuracy], [language, posts, int8.accuracy]);
    } finally {
      await door.close();
    }
  });

  it('says 503 where there is no card to show', async () => {
    const door = await openRestDoor({ describeModel: () => describeModel('nowhere') });
    try {
      const response = await door.ask('/model');
      assert.equal(response.status, 503);
      assert.match((await problemOf(response)).detail, /MODEL_DIR/);
    } finally {
      await door.close();
    }
  });
});
