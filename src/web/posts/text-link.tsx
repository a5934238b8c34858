// A link in a text, which can be read in the reader's own colours too.
import { Link, type LinkProps, makeStyles, mergeClasses } from '@fluentui/react-components';

const useStyles = makeStyles({
  link: {
    fontSize: 'inherit',
    // The theme's yellow is for a black ground; the reader's ground may be white.
    '@media (forced-colors: active)': { color: 'LinkText' },
  },
});

export function TextLink({ className, ...props }: LinkProps & { href: string }) {
  return <Link {...props} className={mergeClasses(useStyles().link, className)} />;
}
