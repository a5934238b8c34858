// A sentence about how things went, read out by itself to who cannot see it.
import { MessageBar, MessageBarBody } from '@fluentui/react-components';

/**
 * @param intent `error` interrupts what a screen reader says, the others wait for their turn.
 * @param text a success brings its own ✓, so it gets no icon.
 */
export function NoticeBar({ intent, text }: { intent: 'error' | 'warning' | 'success'; text: string }) {
  return (
    <MessageBar
      intent={intent}
      icon={intent === 'success' ? null : undefined}
      layout="multiline"
      politeness={intent === 'error' ? 'assertive' : 'polite'}
    >
      <MessageBarBody>{text}</MessageBarBody>
    </MessageBar>
  );
}
