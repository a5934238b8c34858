// The fields of a form beside each other, as many as fit.
import { makeStyles } from '@fluentui/react-components';

export const useFormGrid = makeStyles({
  form: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(180px, 100%), 1fr))',
    gap: '12px',
    alignItems: 'end',
    // Long names of channels must not make an input wider than the window.
    '& > *': { minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
    '& input, & select': { minWidth: 0, width: '100%' },
  },
});
