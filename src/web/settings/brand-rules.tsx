// Words that mean something of their own: listed, added, removed, put back.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Card } from '../card.tsx';
import { useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';
import { BrandRuleForm } from './brand-rule-form.tsx';
import { channelName } from './channel-name.ts';
import {
  type BrandRule,
  deleteRule,
  type Everything,
  type NewBrandRule,
  saveRule,
  tryRule,
} from './questions.ts';
import { troubleOf } from './trouble.ts';

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  row: {
    display: 'flex',
    gap: '12px',
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: '6px 0',
    overflowWrap: 'anywhere',
    '& > span': { minWidth: 0 },
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
});

interface BrandRulesProps extends Pick<Everything, 'rules' | 'channels'> {
  readonly onChanged: () => void;
}

export function BrandRules({ rules, channels, onChanged }: BrandRulesProps) {
  const styles = useStyles();
  const texts = useTexts();
  const { settings } = texts;
  const [removed, setRemoved] = useState<BrandRule | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const nameOf = ({ phrase, label }: BrandRule) => settings.ruleOf(phrase, settings.labels[label]);

  const change = async (work: () => Promise<void>) => {
    try {
      await work();
      setTrouble(null);
      onChanged();
      return true;
    } catch (error) {
      setTrouble(troubleOf(error, settings));
      return false;
    }
  };
  const tryOut = async (rule: NewBrandRule) => {
    try {
      const outcome = await tryRule(rule);
      setTrouble(null);
      return outcome;
    } catch (error) {
      setTrouble(troubleOf(error, settings));
      return null;
    }
  };
  const add = (rule: NewBrandRule) =>
    change(async () => {
      await saveRule(rule);
      setRemoved(null);
    });
  return (
    <Card>
      <h2 className={styles.title}>{settings.rules}</h2>
      <p className={styles.line}>{rules.length === 0 ? settings.noRules : settings.rulesHint}</p>
      {rules.length > 0 && (
        <ul className={styles.list}>
          {rules.map((rule) => (
            <li key={`${rule.phrase} ${rule.channel}`} className={styles.row}>
              <span>
                {nameOf(rule)} ·{' '}
                {rule.channel === null ? settings.everywhere : channelName(texts, channels, rule.channel)}
              </span>
              <Button
                size="small"
                aria-label={settings.removeRule(nameOf(rule))}
                onClick={() => change(async () => setRemoved(await deleteRule(rule)))}
              >
                {settings.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {trouble && <NoticeBar intent="error" text={trouble} />}
      {removed && (
        <div className={styles.row} role="status">
          {settings.ruleRemoved(nameOf(removed))}
          <Button
            size="small"
            onClick={() =>
              change(async () => {
                await saveRule(removed);
                setRemoved(null);
              })
            }
          >
            {settings.putBack}
          </Button>
        </div>
      )}
      <BrandRuleForm channels={channels} onTry={tryOut} onAdd={add} />
    </Card>
  );
}
