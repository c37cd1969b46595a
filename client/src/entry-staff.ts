import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { showLanguage, staffI18n } from './staff/i18n.ts';
import { createStaffRouter } from './staff/router.ts';
import StaffApp from './staff/StaffApp.vue';
import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/messages.css';
import './styles/charts.css';
import './styles/tables.css';
import './styles/staff/frame.css';
import './styles/staff/list.css';
import './styles/staff/answers.css';
import './styles/staff/places.css';
import './styles/staff/figures.css';
import './styles/staff/trail-and-news.css';
import './styles/staff/decisions.css';
import './styles/staff/data-requests.css';
import './staff/account/account.css';
import './styles/staff/register-editing.css';
import './styles/staff/message-templates.css';
import './styles/staff/merger.css';
import './styles/staff/paper-entries.css';
import './styles/staff/queue.css';
import './styles/staff/bulk-and-keyboard.css';
import './styles/staff/case-documents.css';
import './styles/staff/case.css';
import './styles/staff/case-panes.css';
import './staff/home/home.css';
import './staff/letters/letters.css';

async function start(): Promise<void> {
  await showLanguage();
  createApp(StaffApp).use(createPinia()).use(staffI18n).use(createStaffRouter()).mount('#app');
}

// Without its texts the workbench can only show what the server wrote into the page for this case.
start().catch((error: unknown) => {
  document.getElementById('not-loaded')!.hidden = false;
  throw error;
});
