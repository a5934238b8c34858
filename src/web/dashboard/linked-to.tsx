// Words of a figure as a link to the posts behind it; plain words where there is no link.
import type { ReactNode } from 'react';
import { TextLink } from '../posts/text-link.tsx';

interface LinkedToProps {
  readonly href: string | undefined;
  readonly children: ReactNode;
}

export function LinkedTo({ href, children }: LinkedToProps) {
  return href === undefined ? children : <TextLink href={href}>{children}</TextLink>;
}
