// Starts the page: finds out where it is shown, then draws it in that place's language and colours.
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { enterByTeams } from './call.ts';
import { findHost } from './host.ts';

const host = await findHost();
if (host.getToken) enterByTeams(host.getToken);
document.documentElement.lang = host.language;
createRoot(document.getElementById('root')!).render(<App host={host} />);
