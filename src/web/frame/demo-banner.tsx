// Over every view of `npm run demo`: what is shown there is made up.
import { makeStyles, tokens } from '@fluentui/react-components';
import { useTexts } from '../language.ts';

const useStyles = makeStyles({
  banner: {
    margin: '0 0 16px',
    padding: '6px 12px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorBrandStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

export function DemoBanner() {
  const { demo } = useTexts();
  return (
    <p className={useStyles().banner}>
      <strong>{demo.name}</strong> · {demo.about}
    </p>
  );
}
