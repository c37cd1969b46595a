import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { staffI18n } from './staff/i18n.ts';
import { createStaffRouter } from './staff/router.ts';
import StaffApp from './staff/StaffApp.vue';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/messages.css';
import './styles/charts.css';
import './styles/tables.css';
import './styles/staff.css';
import './staff/account/account.css';
import './styles/register-editing.css';
import './styles/queue.css';
import './staff/home/home.css';

createApp(StaffApp).use(createPinia()).use(staffI18n).use(createStaffRouter()).mount('#app');
