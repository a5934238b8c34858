import assert from 'node:assert/strict';
import { channelName } from '../../../src/web/settings/channel-name.ts';
import { en, fr } from '../../../src/web/texts/page-texts.ts';

describe('A channel in the settings', () => {
  const channels = [
    { channel: '19:avis@thread.tacv2', name: 'Relation client › Avis' },
    { channel: '19:0123abcd@thread.tacv2', name: null },
  ];

  it('is called by its name', () => {
    assert.equal(channelName(fr, channels, '19:avis@thread.tacv2'), 'Relation client › Avis');
  });

  it('without a known name is told from others by the end of its id', () => {
    assert.equal(channelName(fr, channels, '19:0123abcd@thread.tacv2'), 'canal sans nom (…abcd)');
    assert.equal(channelName(en, [], '19:gone@thread'), 'unnamed channel (…gone)');
  });
});
