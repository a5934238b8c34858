// The little form that Teams shows when somebody adds the page to a channel or a chat as a tab: what should it show?
import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTexts } from '../language.ts';
import { chosenTab, offerTab, TABS, type Tab } from './tab.ts';

export default function Configure() {
  const { views, configure } = useTexts();
  const [tab, setTab] = useState<Tab | null>(null);
  useEffect(() => {
    chosenTab().then(setTab);
  }, []);
  useEffect(() => {
    if (tab) offerTab(tab, `Air Paradis · ${views[tab]}`);
  }, [tab, views]);
  return (
    <Field label={configure.question} hint={configure.hint}>
      <RadioGroup value={tab ?? ''} onChange={(_, { value }) => setTab(value as Tab)}>
        {TABS.map((each) => (
          <Radio key={each} value={each} label={views[each]} />
        ))}
      </RadioGroup>
    </Field>
  );
}
