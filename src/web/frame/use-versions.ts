// What runs behind the page, asked for once. Without an answer the frame does without it.
import { useEffect, useState } from 'react';
import { type ServiceVersions, versions } from '../api.ts';

export function useVersions(): ServiceVersions | null {
  const [about, setAbout] = useState<ServiceVersions | null>(null);
  useEffect(() => {
    versions().then(setAbout, () => {});
  }, []);
  return about;
}
