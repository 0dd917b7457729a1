import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/base.css';
import './styles/states.css';
import './styles/signIn.css';
import './styles/frame.css';
import './styles/rail.css';
import './styles/topBar.css';
import './styles/panels.css';
import './styles/messages.css';
import './styles/tables.css';
import './styles/filters.css';
import './styles/segments.css';
import './styles/account.css';
import './styles/cases.css';
import './styles/mandates.css';
import './styles/today.css';
import './styles/alerts.css';
import './styles/forms.css';
import './styles/print.css';
import { App } from './app';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
