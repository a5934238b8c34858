// A view that breaks while it is drawn takes nothing else of the page with it.
import { Button } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { Card } from '../card.tsx';
import { useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';

interface BoundaryState {
  readonly broken: boolean;
}

export class ViewBoundary extends Component<{ readonly children: ReactNode }, BoundaryState> {
  override state: BoundaryState = { broken: false };

  static getDerivedStateFromError(): BoundaryState {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? (
      <Broken onAgain={() => this.setState({ broken: false })} />
    ) : (
      this.props.children
    );
  }
}

function Broken({ onAgain }: { onAgain: () => void }) {
  const { broken } = useTexts();
  return (
    <Card>
      <NoticeBar intent="error" text={broken.text} />
      <div>
        <Button onClick={onAgain}>{broken.again}</Button>
      </div>
    </Card>
  );
}
