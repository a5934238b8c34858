// For readers who may not read posts, though a link led them here: what is missing, and the ways on and back.
import { Button, makeStyles } from '@fluentui/react-components';
import { LOCKED } from '../call.ts';
import { useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';

const useStyles = makeStyles({ ways: { display: 'flex', flexWrap: 'wrap', gap: '8px' } });

export function NoRight() {
  const styles = useStyles();
  const { posts, settings } = useTexts();
  const back = () =>
    window.history.length > 1 ? window.history.back() : window.location.replace('#analyse');
  return (
    <>
      <NoticeBar intent="warning" text={posts.forbidden} />
      <div className={styles.ways}>
        <Button onClick={back}>{posts.backThere}</Button>
        <Button onClick={() => window.dispatchEvent(new Event(LOCKED))}>{settings.otherKey}</Button>
      </div>
    </>
  );
}
