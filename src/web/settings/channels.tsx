// The channels that can be set, and the form of the one that was chosen.
import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Card } from '../card.tsx';
import { useTexts } from '../language.ts';
import { ChannelForm } from './channel-form.tsx';
import { channelName } from './channel-name.ts';
import type { ListedChannel } from './questions.ts';

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  none: { margin: 0 },
  // Long names of channels must not make it wider than the window.
  field: { gridTemplateColumns: 'minmax(0, 1fr)', '& select': { minWidth: 0, width: '100%' } },
});

export function Channels({ channels, onSaved }: { channels: readonly ListedChannel[]; onSaved: () => void }) {
  const styles = useStyles();
  const texts = useTexts();
  const { settings } = texts;
  const [chosen, setChosen] = useState(channels[0]?.handle);
  const nameOf = ({ channel, known, set }: ListedChannel) =>
    [
      channelName(texts, channels, channel),
      set ? settings.own : settings.standard,
      ...(known ? [] : [settings.away]),
    ].join(' · ');
  return (
    <Card>
      <h2 className={styles.title}>{settings.channels}</h2>
      {!chosen && <p className={styles.none}>{settings.none}</p>}
      {chosen && (
        <>
          <Field label={settings.channel} className={styles.field}>
            <Select value={chosen} onChange={(_event, { value }) => setChosen(value)}>
              {channels.map((each) => (
                <option key={each.handle} value={each.handle}>
                  {nameOf(each)}
                </option>
              ))}
            </Select>
          </Field>
          <ChannelForm key={chosen} handle={chosen} onSaved={onSaved} />
        </>
      )}
    </Card>
  );
}
